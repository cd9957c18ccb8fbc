//! Whose the tables are.

use ::entity::source;

use crate::dataset::id;

/// Key of the source of the matches.
pub(super) const MATCHES: &str = "nesta-esco-onet-crosswalk";
/// Key of the source of what occupations of 2010 became.
pub(super) const LIFT: &str = "onet-soc-2010-to-2019-crosswalk";

/// When the matches were released: <https://github.com/nestauk/mapping-career-causeways>.
pub(super) const PUBLISHED: &str = "2020-11-23";

/// The work that Nesta asks to cite.
const CITED: &str = "Kanders, K., Djumalieva, J., Sleeman, C. and Orlik, J. (2020). Mapping Career Causeways: \
                     Supporting Workers at Risk. London: Nesta.";

/// The release in the name of the file: `Nov2020` of `esco_onet_crosswalk_Nov2020.csv`.
pub(super) fn find(file: &str) -> Option<String> {
    let name = file.get(..file.len().checked_sub(".csv".len())?)?;
    let (_, release) = name.rsplit_once('_')?;
    Some(release.to_owned()).filter(|release| release.bytes().any(|byte| byte.is_ascii_digit()))
}

pub(super) fn matches() -> source::Model {
    source::Model {
        id: id::source(MATCHES),
        slug: MATCHES.to_owned(),
        title: "Crosswalk between O*NET and ESCO occupations".to_owned(),
        publisher: Some("Nesta".to_owned()),
        url: Some("https://github.com/nestauk/mapping-career-causeways".to_owned()),
        published: Some(PUBLISHED.to_owned()),
        licence: Some("MIT".to_owned()),
        attribution: Some(format!("Copyright Nesta, MIT licence. {CITED}")),
    }
}

/// The credit is worded as O*NET asks for its database: <https://www.onetcenter.org/license_db.html>.
pub(super) fn lift() -> source::Model {
    source::Model {
        id: id::source(LIFT),
        slug: LIFT.to_owned(),
        title: "O*NET-SOC 2010 to O*NET-SOC 2019 Crosswalk".to_owned(),
        publisher: Some("U.S. Department of Labor, Employment and Training Administration".to_owned()),
        url: Some("https://www.onetcenter.org/taxonomy/2019/walk.html".to_owned()),
        published: None,
        licence: Some("CC-BY-4.0".to_owned()),
        attribution: Some(
            "This service includes information from the O*NET-SOC Taxonomy by the U.S. Department of Labor, \
             Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET® is a \
             trademark of USDOL/ETA. career-graph has modified this information: it joins it with matches of \
             another publisher. USDOL/ETA has not approved, endorsed, or tested these modifications."
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_release_is_found_in_a_name() {
        let cases = [
            ("esco_onet_crosswalk_Nov2020.csv", Some("Nov2020")),
            ("esco_onet_crosswalk_2027.CSV", Some("2027")),
            ("esco_onet_crosswalk.csv", None),
            ("x", None),
        ];
        for (name, expected) in cases {
            assert_eq!(find(name).as_deref(), expected, "{name}");
        }
    }
}
