//! A document of the page. It is a file of this repository with two kinds of places to fill in:
//! stylesheets, which come to stand in the document, where all of them are compressed as one and
//! nothing has to be waited for, and the program.

use std::fs;

use crate::failure::{About, Failure, Result};
use crate::project;

const STYLESHEET: &str = "<link rel=\"stylesheet\" href=\"";
const PROGRAM: &str = "<script type=\"module\" data-program></script>";

/// The document with its stylesheets, and the program whose files are at `address`. What comes `next`
/// after it are names of programs there: a part that most people need.
pub(super) fn document(name: &str, address: &str, next: &[String]) -> Result<String> {
    let template = fs::read_to_string(project::path(name)).about(name)?;
    let styled = with_styles(&template, |path| {
        fs::read_to_string(project::path(path)).about(path).map(|style| smaller(&style))
    })?;
    if styled.matches(PROGRAM).count() != 1 {
        return Err(Failure::new(format!("{name} has to have `{PROGRAM}` once")));
    }
    Ok(styled.replace(PROGRAM, &loader(address, next)))
}

/// Starts the program, which browsers begin to load before they have read the document. Which files
/// come next is written down for the sign-in page, which has browsers fetch them ahead.
fn loader(address: &str, next: &[String]) -> String {
    let script =
        |name| format!("<link rel=\"modulepreload\" href=\"{address}/{name}.js\" crossorigin>");
    let of_parts = if next.is_empty() {
        String::new()
    } else {
        let next: Vec<_> = next.iter().map(|part| format!("{address}/{part}.wasm")).collect();
        format!("{}<meta name=\"next\" content=\"{}\">", script("parts"), next.join(" "))
    };
    format!(
        "{}{of_parts}<link rel=\"preload\" href=\"{address}/main_bg.wasm\" as=\"fetch\" \
         type=\"application/wasm\" crossorigin>\
         <script type=\"module\">import init from \"{address}/main.js\";\
         await init({{module_or_path:\"{address}/main_bg.wasm\"}});</script>",
        script("main")
    )
}

/// Puts what `read` gives for each stylesheet in the place of the link to it.
fn with_styles(template: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut parts = template.split(STYLESHEET);
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((path, rest)) = part.split_once("\" />") else {
            return Err(Failure::new(format!("a stylesheet's link does not end: {part}")));
        };
        html.push_str("<style>");
        html.push_str(&read(path)?);
        html.push_str("</style>");
        html.push_str(rest);
    }
    Ok(html)
}

/// A stylesheet without comments and indentation. Compression takes care of the rest.
fn smaller(style: &str) -> String {
    let mut rest = style;
    let mut without_comments = String::with_capacity(style.len());
    while let Some((before, after)) = rest.split_once("/*") {
        without_comments.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    without_comments.push_str(rest);
    let lines = without_comments.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_come_to_stand_in_the_document() {
        let template = "<head>\n  <link rel=\"stylesheet\" href=\"style/a.css\" />\n</head>";
        let html = with_styles(template, |path| Ok(format!("{path}{{}}"))).unwrap();
        assert_eq!(html, "<head>\n  <style>style/a.css{}</style>\n</head>");
        assert!(with_styles("<link rel=\"stylesheet\" href=\"a", |_| Ok(String::new())).is_err());
    }

    #[test]
    fn comments_and_indentation_are_left_out() {
        let style = "/* Why. */\na {\n  b: c; /* d */\n}\n\n/* e\n   f */\ng { h: \"/\" }\n/* open";
        assert_eq!(smaller(style), "a {\nb: c;\n}\ng { h: \"/\" }");
    }

    #[test]
    fn both_documents_can_be_made() {
        for program in &super::super::PROGRAMS {
            let html = document(program.document, "/x/0123456789abcdef", &[]).unwrap();
            assert_eq!(html.matches("/x/0123456789abcdef/main.js").count(), 2);
            assert!(html.contains("<style>") && !html.contains("rel=\"stylesheet\""), "{html}");
        }
    }
}
