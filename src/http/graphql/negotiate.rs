//! In which form an answer is wanted: the header Accept (RFC 9110, 12.5.1).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

use crate::http::language::weigh;

/// The media type of server-sent events.
pub(super) const EVENT_STREAM: &str = "text/event-stream";

/// A form of an answer that comes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `application/graphql-response+json`: its status tells whether anything was executed.
    GraphqlResponse,
    /// `application/json`: a well-formed request is a success, whatever the answer says.
    Json,
}

impl Form {
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json",
            Self::Json => "application/json",
        }
    }
}

/// What a client takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accepted {
    form: Option<(Form, u16)>,
    stream: u16,
}

impl Accepted {
    /// What the header says; JSON where there is none.
    ///
    /// The newer form is given to who names it: others may not know it. Events are given to who names them, too.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok());
        let ranges: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        if !headers.contains_key(ACCEPT) || ranges.iter().all(|range| range.is_empty()) {
            return Self { form: Some((Form::Json, 1_000)), stream: 0 };
        }
        let (newer, newer_is_named) = quality(&ranges, Form::GraphqlResponse.media_type());
        let (json, _) = quality(&ranges, Form::Json.media_type());
        let (stream, stream_is_named) = quality(&ranges, EVENT_STREAM);
        let form = if newer > 0 && (json == 0 || (newer_is_named && newer >= json)) {
            Some((Form::GraphqlResponse, newer))
        } else {
            (json > 0).then_some((Form::Json, json))
        };
        Self { form, stream: if stream_is_named { stream } else { 0 } }
    }

    /// The form of an answer that comes at once; none if only events are taken, or nothing that there is.
    pub(super) fn form(self) -> Option<Form> {
        self.form.map(|(form, _)| form)
    }

    /// Whether events are taken.
    pub(super) fn takes_events(self) -> bool {
        self.stream > 0
    }

    /// Whether events are liked more than anything else.
    pub(super) fn prefers_events(self) -> bool {
        self.stream > self.form.map_or(0, |(_, quality)| quality)
    }
}

/// How much a media type is liked, in thousandths, by the range that fits it best; and whether that names it.
fn quality(ranges: &[&str], media_type: &str) -> (u16, bool) {
    let of = |wanted: &str| {
        let fitting = ranges.iter().filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            parts.next().filter(|named| named.eq_ignore_ascii_case(wanted))?;
            let weight = parts.find(|part| part.starts_with(['q', 'Q']) && part[1..].starts_with('='));
            Some(weight.map_or(1_000, |weight| weigh(weight).unwrap_or(0)))
        });
        fitting.max()
    };
    let whole = media_type.split_once('/').map(|(of_type, _)| format!("{of_type}/*")).unwrap_or_default();
    match of(media_type) {
        Some(quality) => (quality, true),
        None => (of(&whole).or_else(|| of("*/*")).unwrap_or(0), false),
    }
}
