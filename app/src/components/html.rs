//! Long lists as one string of HTML.
//!
//! Two thousand rows are built in wasm and handed to the browser at once: handing over each cell
//! would cost more than everything else together. Whatever comes from a file or the server passes
//! through [`Html::text`], which is the only way in for text.

use std::fmt;

/// Rows in a group that the browser lays out only when it comes into view.
const CHUNK_ROWS: usize = 50;

/// HTML that is being written.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Markup of our own.
    pub(crate) fn push_str(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Text of anybody's, in an element or in a quoted attribute.
    pub(crate) fn text(&mut self, text: &str) {
        let mut clean = 0;
        for (index, byte) in text.bytes().enumerate() {
            let Some(escape) = escape(byte) else { continue };
            self.0.push_str(text.get(clean..index).unwrap_or_default());
            self.0.push_str(escape);
            clean = index + 1;
        }
        self.0.push_str(text.get(clean..).unwrap_or_default());
    }

    /// Writes text that is made on the way, such as an amount.
    pub(crate) fn with(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.0.len();
        write(&mut self.0);
        // Amounts and dates never need it, and are many.
        let mut written = self.0.bytes().skip(start);
        if written.any(|byte| escape(byte).is_some()) {
            let written = self.0.split_off(start);
            self.text(&written);
        }
    }

    /// Text between two pieces of markup of our own.
    pub(crate) fn between(&mut self, open: &'static str, text: &str, close: &'static str) {
        self.push_str(open);
        self.text(text);
        self.push_str(close);
    }

    /// A name and its value, in a list of such.
    pub(crate) fn fact(&mut self, name: &str, value: &str) {
        self.between("<div><dt>", name, "</dt>");
        self.between("<dd>", value, "</dd></div>");
    }

    /// A link to a page of ours or a file of the server's. `marks` are attributes of our own.
    pub(crate) fn link(&mut self, marks: &'static str, href: &str, text: &str) {
        self.push_str("<a ");
        self.push_str(marks);
        self.between(" href=\"", href, "\">");
        self.between("", text, "</a>");
    }

    /// The markup.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

impl fmt::Write for Html {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text(text);
        Ok(())
    }
}

/// What stands for a character that would otherwise be markup.
fn escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}

/// What a list is made of.
struct Tags {
    before_headings: &'static str,
    before_heading: &'static str,
    after_heading: &'static str,
    after_headings: &'static str,
    before_rows: &'static str,
    after_rows: &'static str,
}

const TABLE: Tags = Tags {
    before_headings: "<thead role=\"rowgroup\"><tr role=\"row\">",
    before_heading: "<th role=\"columnheader\" scope=\"col\">",
    after_heading: "</th>",
    after_headings: "</tr></thead>",
    before_rows: "<tbody role=\"rowgroup\">",
    after_rows: "</tbody>",
};

const LONG_TABLE: Tags = Tags {
    before_headings: "<div role=\"rowgroup\"><div role=\"row\">",
    before_heading: "<span role=\"columnheader\">",
    after_heading: "</span>",
    after_headings: "</div></div>",
    before_rows: "<div role=\"rowgroup\">",
    after_rows: "</div>",
};

/// A table's inside: headings, and the rows in groups. `row` writes the row of one item.
///
/// The roles are said because groups and rows are not laid out as a table's, and would otherwise
/// not be taken for one by screen readers.
pub(crate) fn chunked<T>(headings: &[&str], items: &[T], row: impl FnMut(&mut Html, &T)) -> String {
    in_groups(&TABLE, headings, items, row)
}

/// The inside of a [`LongTable`](super::LongTable): the same, for rows that are `<div role="row">`
/// with cells that are `<span role="cell">`.
///
/// Chromium parses a string that has nothing but `div`, `span`, `button` and a few more elements
/// twice as fast as one with a table in it, or with as little as a single `mark`.
pub(crate) fn long_chunked<T>(
    headings: &[&str],
    items: &[T],
    row: impl FnMut(&mut Html, &T),
) -> String {
    in_groups(&LONG_TABLE, headings, items, row)
}

fn in_groups<T>(
    tags: &Tags,
    headings: &[&str],
    items: &[T],
    mut row: impl FnMut(&mut Html, &T),
) -> String {
    let mut html = Html(String::with_capacity(512 * (items.len() + 1)));
    html.push_str(tags.before_headings);
    for heading in headings {
        html.between(tags.before_heading, heading, tags.after_heading);
    }
    html.push_str(tags.after_headings);
    // What does not fill a group stands on top, where it is laid out at once: of the groups that
    // are not, the stylesheet says how high they will be.
    let (first, others) = items.split_at(items.len() % CHUNK_ROWS);
    let groups = (!first.is_empty()).then_some(first).into_iter();
    for group in groups.chain(others.chunks(CHUNK_ROWS)) {
        html.push_str(tags.before_rows);
        for item in group {
            row(&mut html, item);
        }
        html.push_str(tags.after_rows);
    }
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        for (text, expected) in [
            ("Achieng Odhiambo", "Achieng Odhiambo"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onmouseover=\"x", "&quot; onmouseover=&quot;x"),
            ("O'Brien & Söhne", "O&#39;Brien &amp; Söhne"),
            ("&lt;", "&amp;lt;"),
            ("'\u{202e}é<", "&#39;\u{202e}é&lt;"),
            ("", ""),
        ] {
            let mut html = Html::default();
            html.text(text);
            assert_eq!(html.finish(), expected);
            let mut html = Html::default();
            html.with(|out| out.push_str(text));
            assert_eq!(html.finish(), expected);
        }
    }

    #[test]
    fn rows_stand_in_groups_of_fifty() {
        let items: Vec<u32> = (0..101).collect();
        let html = chunked(&["a", "<b>"], &items, |html, _| html.push_str("<tr></tr>"));
        let rows: Vec<_> =
            html.split("<tbody").skip(1).map(|group| group.matches("<tr>").count()).collect();
        assert_eq!(rows, [1, 50, 50]);
        assert_eq!(html.matches("<tr></tr>").count(), 101);
        assert!(html.contains("&lt;b&gt;"));
    }

    #[test]
    fn a_long_table_has_only_elements_that_are_parsed_fast() {
        let html = long_chunked(&["a", "<b>"], &[1, 2], |html, _| html.push_str("<div></div>"));
        for piece in html.split('<').skip(1) {
            let name = piece.trim_start_matches('/').split([' ', '>']).next();
            assert!(matches!(name, Some("div" | "span")), "{piece}");
        }
        assert_eq!(html.matches("<div").count(), html.matches("</div").count());
        assert!(html.contains("<span role=\"columnheader\">&lt;b&gt;</span>"));
    }
}
