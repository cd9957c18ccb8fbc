//! What a file says that it is.

use super::fields::{Fields, short};
use crate::dataset::interchange::{FORMAT, VERSION};

/// What the first line should be.
pub(super) fn expected(found: &str) -> String {
    format!("{found}: expected {{\"format\":\"{FORMAT}\",\"version\":{VERSION}}} as the first line")
}

/// Takes the header out of its fields and gives the digest that it says; `first` names what stands there first.
pub(super) fn read(fields: &mut Fields<'_>, first: &str) -> Result<Option<String>, String> {
    let format = fields.take_text("format")?;
    if format.as_deref() != Some(FORMAT) {
        return Err(expected(
            &format.map_or_else(|| format!("`{}`", short(first)), |format| format!("`{}`", short(&format))),
        ));
    }
    let version = fields.take("version").map(|version| version.to_string());
    let version = version.unwrap_or_default();
    let number = version.trim_matches(['`', '"']);
    if number != VERSION.to_string() {
        return Err(format!(
            "version {number}: expected {VERSION}, the only one that this career-graph reads: export again, or use another"
        ));
    }
    fields.take_text("digest")
}
