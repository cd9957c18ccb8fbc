//! Which pages may use the server from a browser: the header Origin (RFC 6454).

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

/// Whether a request comes from the server's own page, from one that is let in, or from no page at all.
///
/// `allowed` are origins in lower case, or `*`. An opaque origin, `null`, is let in by `*` only.
pub(super) fn is_allowed(headers: &HeaderMap, allowed: &[String]) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let Ok(origin) = origin.to_str().map(str::to_ascii_lowercase) else { return false };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.is_some_and(|host| is_of(&origin, &host.to_ascii_lowercase()))
        || allowed.iter().any(|other| other == "*" || *other == origin)
}

/// Whether an origin is that of the server which a request calls `host`.
fn is_of(origin: &str, host: &str) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    // The port that a scheme implies is not written in an origin, and may be written in Host.
    let implied = match scheme {
        "http" => ":80",
        "https" => ":443",
        _ => return false,
    };
    authority == host.strip_suffix(implied).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_server_and_those_that_are_let_in_are_allowed() {
        let listed = ["https://app.example.org".to_owned()];
        let cases: [(Option<&str>, &str, bool); 12] = [
            (None, "example.org", true),
            (Some("http://example.org"), "example.org", true),
            (Some("https://example.org"), "Example.org", true),
            (Some("https://example.org"), "example.org:443", true),
            (Some("http://127.0.0.1:8080"), "127.0.0.1:8080", true),
            (Some("https://APP.example.org"), "example.org", true),
            (Some("http://example.org:8080"), "example.org", false),
            (Some("http://example.org"), "example.org:443", false),
            (Some("https://app.example.org.evil.test"), "example.org", false),
            (Some("http://app.example.org"), "example.org", false),
            (Some("file://example.org"), "example.org", false),
            (Some("null"), "null", false),
        ];
        for (origin, host, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            headers.extend(origin.map(|origin| (ORIGIN, origin.parse().unwrap())));
            assert_eq!(is_allowed(&headers, &listed), expected, "{origin:?} at {host}");
            assert!(is_allowed(&headers, &["*".to_owned()]));
        }
        let mut nowhere = HeaderMap::new();
        nowhere.insert(ORIGIN, "https://example.org".parse().unwrap());
        assert!(!is_allowed(&nowhere, &listed));
    }
}
