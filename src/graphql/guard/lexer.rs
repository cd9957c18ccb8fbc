//! What a text may be before any parser sees it.
//!
//! One pass over the bytes, without recursion: a parser that follows brackets is never reached by more of them than
//! it can bear. It knows names, numbers, strings, block strings and comments only as far as it must to count; whether
//! they are well formed is for the parser to say.

use super::{Limits, Refusal};

/// Refuses a document that is larger than any that is answered. O(bytes).
pub(super) fn check(text: &str, limits: &Limits) -> Result<(), Refusal> {
    if text.len() > limits.document {
        return Err(Refusal::over("bytes in the document", limits.document, "send less at once"));
    }
    let mut counted = Counted::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at = match bytes[at] {
            b'#' => line_end(bytes, at),
            // A byte order mark is blank, too.
            b' ' | b'\t' | b'\n' | b'\r' | b',' | 0xEF | 0xBB | 0xBF => at + 1,
            b'"' => string_end(bytes, at),
            b'.' if bytes[at..].starts_with(b"...") => at + 3,
            byte if is_word(byte) => word_end(bytes, at),
            _ => at + 1,
        };
        counted.add(&bytes[start..at], limits).map_err(|refusal| refusal.at(text, start))?;
    }
    Ok(())
}

/// What was met so far.
#[derive(Default)]
struct Counted {
    tokens: usize,
    nesting: usize,
    directives: usize,
    fields: usize,
    /// Round brackets that are open: there are no fields in them.
    round: usize,
    before: Before,
}

/// What the next name is not a field after.
#[derive(Default, PartialEq)]
enum Before {
    #[default]
    Nothing,
    Spread,
    /// `... on`, or `@`.
    Named,
}

impl Counted {
    /// Counts a token or what is between two.
    fn add(&mut self, token: &[u8], limits: &Limits) -> Result<(), Refusal> {
        let first = token.first().copied().unwrap_or(b' ');
        match first {
            b'#' | b' ' | b'\t' | b'\n' | b'\r' | b',' | 0xEF | 0xBB | 0xBF => return Ok(()),
            b'(' | b'[' | b'{' => self.nesting += 1,
            // One that was never opened is for the parser to tell.
            b')' | b']' | b'}' => self.nesting = self.nesting.saturating_sub(1),
            b'@' => self.directives += 1,
            _ => {}
        }
        self.field(token);
        self.tokens += 1;
        if self.tokens > limits.tokens {
            return Err(Refusal::over("tokens in the document", limits.tokens, "ask in several requests"));
        }
        if self.nesting > limits.nesting {
            return Err(Refusal::over("brackets open at once", limits.nesting, "nest less"));
        }
        if self.directives > limits.directives {
            return Err(Refusal::over("directives in the document", limits.directives, "use fewer"));
        }
        if self.fields > limits.fields {
            return Err(Refusal::over("fields in the document", limits.fields, "select fewer"));
        }
        Ok(())
    }

    /// Counts the fields as they are written: names in curly brackets, but for aliases, fragments and directives.
    fn field(&mut self, token: &[u8]) {
        let selected = self.round == 0 && self.nesting > 0;
        let mut after = Before::Nothing;
        match token {
            b"(" => self.round += 1,
            b")" => self.round = self.round.saturating_sub(1),
            _ if !selected => {}
            b"..." => after = Before::Spread,
            b"@" => after = Before::Named,
            b"on" if self.before == Before::Spread => after = Before::Named,
            b":" => self.fields = self.fields.saturating_sub(1),
            [first, ..] if is_word(*first) && self.before == Before::Nothing => self.fields += 1,
            _ => {}
        }
        self.before = after;
    }
}

/// Letters, digits, signs and all that is not ASCII: what the parser takes for one name, number or mistake.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+') || !byte.is_ascii()
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    // A number has a point within it, `...` follows a word as a token of its own.
    let within = |at: usize| is_word(bytes[at]) || bytes[at] == b'.' && !bytes[at..].starts_with(b"...");
    (at + 1..bytes.len()).find(|at| !within(*at)).unwrap_or(bytes.len())
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |end| at + end)
}

/// Past the closing quotes; past the line where a string is not closed in its line, as no string goes over several.
fn string_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at..].starts_with(b"\"\"\"") {
        return block_end(bytes, at + 3);
    }
    let mut at = at + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\n' | b'\r' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn block_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        if bytes[at..].starts_with(b"\\\"\"\"") {
            at += 4;
        } else if bytes[at..].starts_with(b"\"\"\"") {
            return at + 3;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> usize {
        let fits = |tokens: usize| check(text, &Limits { tokens, ..Limits::default() }).is_ok();
        (0..).find(|tokens| fits(*tokens)).expect("a number")
    }

    #[test]
    fn tokens_are_counted_as_the_specification_has_them() {
        let cases: &[(&str, usize)] = &[
            ("", 0),
            (" ,\t\n\u{feff}# a comment { [ ( \" @", 0),
            ("{ a }", 3),
            ("{a:b(c:-1.5e3,d:$e)@f}", 16),
            ("{...a ... on B{c}}", 10),
            ("\"a { \\\" [ \" b", 2),
            ("\"\"\"a \" {{ \\\"\"\" \"\" ( \"\"\" b", 2),
            ("\"\" \"\"\"\"\"\" x", 3),
            ("\"not closed {{{\n a", 2),
            ("\"\\", 1),
            ("\"\"\"not closed {{{ \n a", 1),
            ("a...b", 3),
            ("# one\r{ # two\n}", 2),
        ];
        for (text, expected) in cases {
            assert_eq!(tokens(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn fields_are_counted_as_they_are_written() {
        let cases: &[(&str, usize)] = &[
            ("query Q($a: [Int] = [1]) @b { a }", 1),
            ("{ a b: c(d: {e: f}, g: [h]) @i(j: k) { l } }", 3),
            ("{ ...F ... on G { a } ... @b { c } ...on { on } } fragment F on G { on: d }", 4),
        ];
        for (text, expected) in cases {
            let fits = |fields: usize| check(text, &Limits { fields, ..Limits::default() }).is_ok();
            assert_eq!((0..).find(|fields| fits(*fields)), Some(*expected), "{text}");
        }
    }

    #[test]
    fn every_kind_of_bracket_nests() {
        let limits = Limits::default();
        for (open, close) in [("{", "}"), ("(", ")"), ("[", "]"), ("([{", "}])")] {
            let deep = |of: usize| format!("{}{}", open.repeat(of), close.repeat(of));
            let fits = limits.nesting / open.len();
            assert!(check(&deep(fits), &limits).is_ok());
            assert!(check(&deep(fits + 1), &limits).is_err());
            assert!(check(&format!("{close}{}", deep(fits)), &limits).is_ok());
        }
        let strings = "\"[[[\" \"\"\"{{{ \" \"\"\" # (((\n".repeat(100);
        assert!(check(&strings, &limits).is_ok(), "what stands in a text nests nothing");
    }

    #[test]
    fn a_refusal_says_where_and_what_the_limit_is() {
        let refusal = check("{ a\n  @b @c }", &Limits { directives: 1, ..Limits::default() }).unwrap_err();
        assert_eq!(refusal.message, "there are more than 1 directives in the document: use fewer");
        assert_eq!((refusal.locations[0].line, refusal.locations[0].column), (2, 6));
    }
}
