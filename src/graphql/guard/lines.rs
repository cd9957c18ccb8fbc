//! Where a byte of a text stands, as errors tell it.

use async_graphql::Pos;

/// Tells lines and columns of a text, both from 1, columns in characters.
///
/// Going forwards costs what lies between; only a step back begins anew at its line.
pub(super) struct Lines<'a> {
    text: &'a str,
    offset: usize,
    pos: Pos,
    line_start: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, offset: 0, pos: Pos { line: 1, column: 1 }, line_start: 0 }
    }

    /// The place of a byte.
    pub(super) fn pos(&mut self, offset: usize) -> Pos {
        if offset < self.offset {
            if offset >= self.line_start {
                (self.offset, self.pos.column) = (self.line_start, 1);
            } else {
                (self.offset, self.line_start, self.pos) = (0, 0, Pos { line: 1, column: 1 });
            }
        }
        let between = self.text.get(self.offset..offset).unwrap_or_default();
        for (at, character) in between.char_indices() {
            let follows = || self.text.as_bytes().get(self.offset + at + 1);
            // A carriage return before a line feed is one end of a line with it.
            if character == '\n' || character == '\r' && follows() != Some(&b'\n') {
                self.pos = Pos { line: self.pos.line + 1, column: 1 };
                self.line_start = self.offset + at + 1;
            } else {
                self.pos.column += 1;
            }
        }
        self.offset = offset;
        self.pos
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_told_forwards_and_back() {
        let text = "ab\nçd\r\ne\rf";
        let expected = [(0, 1, 1), (1, 1, 2), (3, 2, 1), (5, 2, 2), (8, 3, 1), (10, 4, 1)];
        let mut lines = Lines::of(text);
        for (offset, line, column) in expected.iter().chain(expected.iter().rev()).copied() {
            assert_eq!(lines.pos(offset), Pos { line, column }, "byte {offset}");
        }
        assert_eq!(lines.pos(text.len()), Pos { line: 4, column: 2 });
    }
}
