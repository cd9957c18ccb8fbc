//! Matches with other taxonomies that cannot be.

use super::assert_each;

#[test]
fn matches_that_cannot_be() {
    const BOTH: &str = "`to` expects { scheme, kind, value } or { taxonomy, kind, key }, such as { scheme = \"ONET_SOC\", \
                        kind = \"ROLE\", value = \"15-1254.00\" }";
    macro_rules! mapping {
        ($from:literal, $to:literal) => {
            concat!("[[mapping]]\nfrom = ", $from, "\nto = ", $to, "\nmatch = \"CLOSE\"\nEVIDENCE\n")
        };
    }
    macro_rules! cook {
        ($to:literal) => {
            mapping!("{ role = \"cook\" }", $to)
        };
    }
    const FILE: &str = "mappings.toml";
    assert_each(&[
        (
            FILE,
            mapping!("{ role = \"waiter\" }", "{ scheme = \"ONET_SOC\", value = \"35-2014.00\" }"),
            &[(2, "no role has the key `waiter`: expected the `key` of a [[role]]")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ONET_SOC\", kind = \"SKILL\", value = \"35-2014.00\" }"),
            &[(3, "`35-2014.00` is a ROLE, not a SKILL")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ONET_SOC\", value = \"35-2014\" }"),
            &[(3, "`35-2014` is no code of O*NET-SOC, such as 15-1254.00")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ONET_ELEMENT\", value = \"Programming\" }"),
            &[(3, "`Programming` is no element of O*NET, such as 2.B.3.e")],
        ),
        (
            FILE,
            cook!("{ scheme = \"ESCO_URI\", kind = \"ROLE\", value = \"cook\" }"),
            &[(3, "`cook` is no URI of ESCO, such as http://data.europa.eu/esco/skill/…")],
        ),
        (
            FILE,
            cook!(
                "{ scheme = \"ESCO_URI\", kind = \"ROLE\", value = \"http://data.europa.eu/esco/skill/1\" }"
            ),
            &[(3, "`http://data.europa.eu/esco/skill/1` is a SKILL, not a ROLE")],
        ),
        (
            FILE,
            cook!("{ scheme = \"UNSPSC\", value = \"1\" }"),
            &[(3, "unknown variant `UNSPSC`, expected one of `ESCO_URI`, `ONET_SOC`, `ONET_ELEMENT`")],
        ),
        (
            FILE,
            cook!("{ taxonomy = \"house\", kind = \"ROLE\", key = \"baker\" }"),
            &[(3, "`house` is no other taxonomy: expected its slug, such as `onet`")],
        ),
        (FILE, cook!("{ taxonomy = \"onet\", kind = \"TOOL\", key = \"\" }"), &[(3, "the key is empty")]),
        (FILE, cook!("{ taxonomy = \"onet\", key = \"x\" }"), &[(1, BOTH)]),
        (FILE, cook!("{ scheme = \"ONET_SOC\", kind = \"ROLE\" }"), &[(1, BOTH)]),
        (
            FILE,
            concat!(
                cook!("{ scheme = \"ONET_SOC\", value = \"35-2014.00\" }"),
                "[[mapping]]\nfrom = { role = \"cook\" }\nto = { taxonomy = \"onet\", kind = \"ROLE\", key = \
                 \"35-2014.00\" }\nmatch = \"BROAD\"\nEVIDENCE\n"
            ),
            &[(
                6,
                "`house/ROLE/cook` and `onet/ROLE/35-2014.00` match already at line 1: a pair matches in one way",
            )],
        ),
        (
            FILE,
            "[[mapping]]\nfrom = { role = \"cook\" }\nto = { scheme = \"ONET_SOC\", value = \"35-2014.00\" }\n\
             match = \"SAME\"\nEVIDENCE\n",
            &[(4, "unknown variant `SAME`, expected one of `EXACT`, `CLOSE`, `BROAD`, `NARROW`, `RELATED`")],
        ),
        (
            FILE,
            "[[mapping]]\nfrom = { role = \"cook\" }\nto = { scheme = \"ONET_SOC\", value = \"35-2014.00\" }\n\
             match = \"EXACT\"\nevidence = []\n",
            &[(1, "no source is given: every fact names at least one")],
        ),
    ]);
}
