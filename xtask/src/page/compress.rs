//! The page's files, compressed once for every visitor.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{About, Result};

/// What is worth compressing; pictures are compressed already.
const COMPRESSED: &[&str] = &["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// Writes a `.br` and a `.gz` beside every file of a folder that gets smaller by it. Tells how many
/// bytes all of them have in brotli.
pub(super) fn compress_all(folder: &Path) -> Result<usize> {
    let mut sent = 0;
    for entry in fs::read_dir(folder).about(folder.display())? {
        let path = entry.about(folder.display())?.path();
        if path.is_dir() {
            sent += compress_all(&path)?;
        } else if is_compressed(&path) {
            let plain = fs::read(&path).about(path.display())?;
            let small = brotli(&plain).about(path.display())?;
            sent += small.len();
            write_if_smaller(&path, "br", &small, plain.len())?;
            let small = gzip(&plain).about(path.display())?;
            write_if_smaller(&path, "gz", &small, plain.len())?;
        }
    }
    Ok(sent)
}

fn is_compressed(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| COMPRESSED.contains(&extension))
}

fn write_if_smaller(path: &Path, extension: &str, small: &[u8], plain_bytes: usize) -> Result {
    if small.len() >= plain_bytes {
        return Ok(());
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    let path = PathBuf::from(name);
    fs::write(&path, small).about(path.display())
}

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        // The window reaches over the whole file, which the decoder learns from its first byte.
        lgwin: 24,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut small, &parameters)?;
    Ok(small)
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let plain = "Writing off many accounts from a file. ".repeat(500).into_bytes();

        let mut again = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&plain).unwrap(), &mut again).unwrap();
        assert_eq!(again, plain);

        let mut again = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&plain).unwrap()).read_to_end(&mut again).unwrap();
        assert_eq!(again, plain);
    }

    #[test]
    fn only_what_shrinks_is_kept_compressed() {
        let folder = std::env::temp_dir().join(format!("writeoff-xtask-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("long.js"), "let a = 1;\n".repeat(100)).unwrap();
        fs::write(folder.join("short.js"), "1").unwrap();
        fs::write(folder.join("picture.png"), "x".repeat(1000)).unwrap();

        compress_all(&folder).unwrap();

        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, ["long.js", "long.js.br", "long.js.gz", "picture.png", "short.js"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
