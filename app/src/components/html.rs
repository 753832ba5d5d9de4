//! Lists of hundreds of rows as one string of HTML.
//!
//! Two thousand rows are built in wasm and handed to the browser at once: handing over each cell
//! would cost more than everything else together. Everything shorter is a `view!`. Elements close
//! themselves, and whatever comes from a file or the server is text: there is no way in for markup.

/// Rows in a group that the browser lays out only when it comes into view.
const CHUNK_ROWS: usize = 50;

/// HTML that is being written.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Begins an element. It ends with what is in it.
    pub(crate) fn element(&mut self, name: &'static str) -> Element<'_> {
        self.0.push('<');
        self.0.push_str(name);
        Element { html: self, name }
    }

    /// Text of anybody's.
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

    /// Text that is made on the way, such as an amount.
    pub(crate) fn write(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.0.len();
        write(&mut self.0);
        // Amounts and dates never need it, and are many.
        let mut written = self.0.bytes().skip(start);
        if written.any(|byte| escape(byte).is_some()) {
            let written = self.0.split_off(start);
            self.text(&written);
        }
    }

    /// The markup.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// An element whose attributes are being written.
#[derive(Debug)]
#[must_use = "an element ends with what is in it"]
pub(crate) struct Element<'a> {
    html: &'a mut Html,
    name: &'static str,
}

impl Element<'_> {
    /// An attribute.
    pub(crate) fn attr(self, name: &'static str, value: &str) -> Self {
        self.attr_with(name, |html| html.text(value))
    }

    /// An attribute whose value is a whole number.
    pub(crate) fn number(self, name: &'static str, value: u32) -> Self {
        self.attr_with(name, |html| html.0.push_str(&value.to_string()))
    }

    /// What is in it, which ends it.
    pub(crate) fn with(self, write: impl FnOnce(&mut Html)) {
        self.html.0.push('>');
        write(self.html);
        self.html.0.push_str("</");
        self.html.0.push_str(self.name);
        self.html.0.push('>');
    }

    /// The text in it, which ends it.
    pub(crate) fn text(self, text: &str) {
        self.with(|html| html.text(text));
    }

    fn attr_with(self, name: &'static str, write: impl FnOnce(&mut Html)) -> Self {
        self.html.0.push(' ');
        self.html.0.push_str(name);
        self.html.0.push_str("=\"");
        write(self.html);
        self.html.0.push('"');
        self
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

/// The elements that a table is made of.
struct Tags {
    head: &'static str,
    body: &'static str,
    row: &'static str,
    heading: &'static str,
}

const TABLE: Tags = Tags { head: "thead", body: "tbody", row: "tr", heading: "th" };
const LONG_TABLE: Tags = Tags { head: "div", body: "div", row: "div", heading: "span" };

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
    html.element(tags.head).attr("role", "rowgroup").with(|html| {
        html.element(tags.row).attr("role", "row").with(|html| {
            for heading in headings {
                html.element(tags.heading).attr("role", "columnheader").text(heading);
            }
        });
    });
    // What does not fill a group stands on top, where it is laid out at once: of the groups that
    // are not, the stylesheet says how high they will be.
    let (first, others) = items.split_at(items.len() % CHUNK_ROWS);
    let groups = (!first.is_empty()).then_some(first).into_iter();
    for group in groups.chain(others.chunks(CHUNK_ROWS)) {
        html.element(tags.body).attr("role", "rowgroup").with(|html| {
            for item in group {
                row(html, item);
            }
        });
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
            html.write(|out| out.push_str(text));
            assert_eq!(html.finish(), expected);
            let mut html = Html::default();
            html.element("i").attr("title", text).text(text);
            assert_eq!(html.finish(), format!("<i title=\"{expected}\">{expected}</i>"));
        }
    }

    #[test]
    fn elements_close_themselves() {
        let mut html = Html::default();
        html.element("div").number("data-line", 7).with(|html| {
            html.element("span").text("a");
            html.element("span").with(|_| ());
        });
        assert_eq!(html.finish(), "<div data-line=\"7\"><span>a</span><span></span></div>");
    }

    #[test]
    fn rows_stand_in_groups_of_fifty() {
        let items: Vec<u32> = (0..101).collect();
        let html = chunked(&["a", "<b>"], &items, |html, _| html.element("tr").text(""));
        let rows: Vec<_> =
            html.split("<tbody").skip(1).map(|group| group.matches("<tr>").count()).collect();
        assert_eq!(rows, [1, 50, 50]);
        assert_eq!(html.matches("<tr></tr>").count(), 101);
        assert!(html.contains("&lt;b&gt;"));
    }

    #[test]
    fn a_long_table_has_only_elements_that_are_parsed_fast() {
        let html = long_chunked(&["a", "<b>"], &[1, 2], |html, _| html.element("div").text(""));
        for piece in html.split('<').skip(1) {
            let name = piece.trim_start_matches('/').split([' ', '>']).next();
            assert!(matches!(name, Some("div" | "span")), "{piece}");
        }
        assert!(html.contains("<span role=\"columnheader\">&lt;b&gt;</span>"));
    }
}
