//! What stands in a document of the page. It is ours, and written by `cargo xtask`: tags are in
//! lower case and properly closed.

/// What stands between the tags of each script and of each stylesheet without an address of its own.
pub(super) fn inline<'a>(html: &'a str, tag: &'static str) -> impl Iterator<Item = &'a str> {
    html.split(tag).skip(1).filter_map(move |rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (inside, _) = rest.split_once("</")?;
        (!attributes.contains("src=")).then_some(inside)
    })
}

/// The addresses of the files that the document has browsers load at once.
pub(super) fn preloaded(html: &str) -> impl Iterator<Item = &str> {
    html.split("<link").skip(1).filter_map(|rest| {
        let (attributes, _) = rest.split_once('>')?;
        let mut attributes = attributes.split_ascii_whitespace().filter_map(|attribute| {
            let (name, value) = attribute.split_once('=')?;
            Some((name, value.trim_matches('"')))
        });
        let preloads =
            attributes.clone().any(|pair| matches!(pair, ("rel", "preload" | "modulepreload")));
        let (_, href) = attributes.find(|(name, _)| *name == "href")?;
        preloads.then_some(href)
    })
}

/// The addresses of the files that most people need next.
pub(super) fn next(html: &str) -> impl Iterator<Item = &str> {
    let after = html.split_once("<meta name=\"next\" content=\"").map_or("", |(_, after)| after);
    after.split('"').next().unwrap_or_default().split_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_in_the_document_is_inline() {
        let html = "<style>a{b:c}</style><script type=\"module\">let a = 1;</script>\
                    <script src=\"/b.js\"></script><p>x</p><script></script>";
        assert_eq!(inline(html, "<script").collect::<Vec<_>>(), ["let a = 1;", ""]);
        assert_eq!(inline(html, "<style").collect::<Vec<_>>(), ["a{b:c}"]);
        assert_eq!(inline("<script>unfinished", "<script").next(), None);
    }

    #[test]
    fn what_comes_next_is_found() {
        let html = "<meta name=\"x\" content=\"y\"><meta name=\"next\" content=\"/a /b\"><p>";
        assert_eq!(next(html).collect::<Vec<_>>(), ["/a", "/b"]);
        assert_eq!(next("<p>").next(), None);
    }

    #[test]
    fn what_is_preloaded_is_found_with_and_without_quotes() {
        for html in [
            "<link rel=\"icon\" href=\"/i.svg\"><link rel=\"modulepreload\" href=\"/a.js\" crossorigin=\"\">\
             <link rel=\"preload\" href=\"/a.wasm\" as=\"fetch\">",
            "<link href=/i.svg rel=icon><link crossorigin href=/a.js rel=modulepreload>\
             <link as=fetch href=/a.wasm rel=preload>",
        ] {
            assert_eq!(preloaded(html).collect::<Vec<_>>(), ["/a.js", "/a.wasm"]);
        }
    }
}
