//! Workbooks that would fill the memory, or that are not what they seem.

use std::fmt::Write as _;

use domain::import::{FileRefusal, Table};
use server::imports::read_tables;

use crate::archive;

/// What reading any of these may take: far less than what they unpack to.
const MEMORY_KB_MAX: u64 = 700 * 1024;

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
 <sheets><sheet name="Accounts" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
 <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
 <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
</Relationships>"#;

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
 <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>"#;

fn sheet(dimension: &str, rows: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn strings(head: &str, body: &str) -> String {
    format!(
        r#"{head}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>{body}</t></si></sst>"#
    )
}

fn xlsx_with(sheet: &[u8], strings: &[u8], others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = vec![
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(others);
    archive(&parts)
}

fn ods_with(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>
        <office:spreadsheet><table:table table:name="Accounts">{rows}</table:table>
        </office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

const ONE_ROW: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;

fn harmless() -> Vec<u8> {
    xlsx_with(sheet("A1", ONE_ROW).as_bytes(), strings("", "Account ID").as_bytes(), &[])
}

/// The records of an .xls with one sheet, which these records are.
fn xls_with(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut bound = vec![0; 4];
    bound.extend([0, 0, 1, 0, b'A']);
    let start = begin.len() + record(0x0085, &bound).len() + 4;
    bound.splice(0..4, u32::try_from(start).unwrap().to_le_bytes());
    let mut stream = [begin.clone(), record(0x0085, &bound), record(0x000A, &[]), begin].concat();
    for (kind, data) in records {
        stream.extend(record(*kind, data));
    }
    stream.extend(record(0x000A, &[]));
    stream.resize(stream.len().max(8_192), 0);
    compound("/Workbook", &stream)
}

fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, std::io::Cursor::new(Vec::new()))
            .unwrap();
    std::io::Write::write_all(&mut file.create_stream(name).unwrap(), bytes).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn refused(bytes: &[u8]) -> FileRefusal {
    match read_tables("hostile", bytes) {
        Ok(tables) => panic!("read: {:?}", names(&tables)),
        Err(refusal) => refusal,
    }
}

fn names(tables: &[Table]) -> Vec<(&str, usize)> {
    tables.iter().map(|table| (table.name.as_str(), table.rows.len())).collect()
}

/// Entities of which each is ten of the one before.
fn laughs() -> String {
    let mut laughs = String::from("<!DOCTYPE sst [<!ENTITY l0 \"ha\">");
    for level in 1..10 {
        let below = format!("&l{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY l{level} \"{below}\">").unwrap();
    }
    laughs.push_str("]>");
    laughs
}

fn most_memory_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn what_is_hostile_is_refused_and_takes_little_memory() {
    let zeros = vec![b' '; 300 * 1024 * 1024];
    let bomb = xlsx_with(&zeros, strings("", "x").as_bytes(), &[]);
    drop(zeros);
    assert!(bomb.len() < 1024 * 1024);
    let before = most_memory_kb();
    assert_eq!(refused(&bomb), FileRefusal::UnpacksTooLarge);

    let shared = strings(&laughs(), "&l9;");
    let file = xlsx_with(sheet("A1", ONE_ROW).as_bytes(), shared.as_bytes(), &[]);
    assert_eq!(refused(&file), FileRefusal::Damaged);

    let wide = sheet("A1:XFD10000000", ONE_ROW);
    let file = xlsx_with(wide.as_bytes(), strings("", "x").as_bytes(), &[]);
    assert_eq!(refused(&file), FileRefusal::Damaged);

    // A size that a sheet may have is not believed: what is there is read.
    let wide = sheet("A1:XFD1048576", ONE_ROW);
    let file = xlsx_with(wide.as_bytes(), strings("", "x").as_bytes(), &[]);
    assert_eq!(names(&read_tables("", &file).unwrap()), [("Accounts", 1)]);

    let many = strings("", "x").replace("uniqueCount=\"1\"", "uniqueCount=\"4000000000\"");
    let file = xlsx_with(sheet("A1", ONE_ROW).as_bytes(), many.as_bytes(), &[]);
    assert_eq!(refused(&file), FileRefusal::TooManyCells);

    // A long text that many cells share.
    let rows: Vec<String> =
        (1..=3_000).map(|row| format!(r#"<row r="{row}"><c t="s"><v>0</v></c></row>"#)).collect();
    let rows = rows.concat();
    let long = strings("", &"x".repeat(30_000));
    let file = xlsx_with(sheet("A1", &rows).as_bytes(), long.as_bytes(), &[]);
    assert_eq!(refused(&file), FileRefusal::TooManyCells);

    for (rows, refusal) in [
        (
            r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#.to_owned(),
            FileRefusal::TooManyRows,
        ),
        (
            r#"<table:table-row><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#.to_owned(),
            FileRefusal::TooManyColumns { sheet: "Accounts".to_owned() },
        ),
        (
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#.to_owned(),
            FileRefusal::CellTooLong { line: 1 },
        ),
        (
            format!(
                r#"<table:table-row table:number-rows-repeated="90000"><table:table-cell table:number-columns-repeated="20" office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>"#,
                "x".repeat(10_000)
            ),
            FileRefusal::TooManyCells,
        ),
    ] {
        assert_eq!(refused(&ods_with(&rows)), refusal);
    }

    let dimensions = |rows: u32, columns: u16| {
        let mut data = [0, rows].iter().flat_map(|n: &u32| n.to_le_bytes()).collect::<Vec<u8>>();
        data.extend([0, columns, 0].iter().flat_map(|n: &u16| n.to_le_bytes()));
        (0x0200, data)
    };
    let cell = |row: u16, column: u16| {
        let mut data: Vec<u8> = [row, column, 0].iter().flat_map(|n| n.to_le_bytes()).collect();
        data.extend(1_f64.to_le_bytes());
        (0x0203, data)
    };
    let file = xls_with(&[dimensions(u32::MAX, 256), cell(0, 0)]);
    assert_eq!(refused(&file), FileRefusal::TooManyCells);
    let file = xls_with(&[dimensions(1, 1), cell(0, 0), cell(u16::MAX, 255)]);
    assert_eq!(refused(&file), FileRefusal::TooManyCells);
    let file = xls_with(&[dimensions(1, 1), cell(0, 0)]);
    assert_eq!(names(&read_tables("", &file).unwrap()), [("A", 1)]);

    let most = most_memory_kb();
    assert!(most < before + MEMORY_KB_MAX, "{before} KiB before, {most} KiB at most");
}

#[test]
fn a_cell_that_is_longer_than_spreadsheets_hold_is_refused() {
    let long = |chars: usize| "é".repeat(chars);
    let xlsx = |text: &str| {
        let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Centre</t></is></c></row><row r="3"><c r="A3" t="s"><v>0</v></c></row>"#;
        xlsx_with(sheet("A1:A3", rows).as_bytes(), strings("", text).as_bytes(), &[])
    };
    let ods = |text: &str| {
        let row = |text: &str| {
            format!(
                r#"<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row>"#
            )
        };
        ods_with(
            &[&row("Centre"), "<table:table-row><table:table-cell/></table:table-row>", &row(text)]
                .concat(),
        )
    };
    let label = |row: u16, text: &str| {
        let chars: Vec<u16> = text.encode_utf16().collect();
        let mut data: Vec<u8> = [row, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect();
        data.extend(u16::try_from(chars.len()).unwrap().to_le_bytes());
        data.push(0);
        data.extend(chars.iter().map(|unit| u8::try_from(*unit).unwrap()));
        (0x0204, data)
    };
    let xls = |text: &str| xls_with(&[label(0, "Centre"), label(2, text)]);
    for file in [xlsx(&long(32_767)), ods(&long(32_767)), xls(&long(32_767))] {
        let tables = read_tables("", &file).unwrap();
        assert_eq!(tables[0].rows[1].cells[0].chars().count(), 32_767);
    }
    for file in [xlsx(&long(32_768)), ods(&long(32_768)), xls(&long(32_768))] {
        assert_eq!(refused(&file), FileRefusal::CellTooLong { line: 3 });
    }
    for file in [xlsx(&"A".repeat(58_000_000)), ods(&"A".repeat(50_000_000))] {
        assert_eq!(refused(&file), FileRefusal::CellTooLong { line: 3 });
    }
}

#[test]
fn what_a_program_must_open_is_refused_by_its_name() {
    let macros = xlsx_with(
        sheet("A1", ONE_ROW).as_bytes(),
        strings("", "x").as_bytes(),
        &[("xl/vbaProject.bin", b"macros")],
    );
    assert_eq!(refused(&macros), FileRefusal::Macros);
    assert_eq!(refused(&compound("/EncryptedPackage", b"secret")), FileRefusal::Encrypted);
    assert_eq!(refused(&xls_with(&[])[..600]), FileRefusal::Damaged);
    let binary = archive(&[("xl/workbook.bin", b"")]);
    assert_eq!(refused(&binary), FileRefusal::BinaryWorkbook);
    let password = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            b"<m><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></m>",
        ),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(refused(&password), FileRefusal::Encrypted);
}

/// Wherever it is cut, it is refused or, where nothing is missing that is read, the same.
#[test]
fn a_truncated_workbook_is_refused() {
    let whole = harmless();
    assert_eq!(names(&read_tables("", &whole).unwrap()), [("Accounts", 1)]);
    for end in (8..whole.len() - 22).step_by(37) {
        assert_eq!(refused(&whole[..end]), FileRefusal::Damaged, "{end}");
    }
}

#[test]
fn a_workbook_that_is_too_long_or_too_wide_is_refused() {
    let rows: Vec<String> =
        (1..=102_000).map(|row| format!(r#"<row r="{row}"><c><v>1</v></c></row>"#)).collect();
    let rows = rows.concat();
    let file = xlsx_with(sheet("A1", &rows).as_bytes(), strings("", "x").as_bytes(), &[]);
    assert_eq!(refused(&file), FileRefusal::TooManyRows);
    let far = r#"<row r="1"><c r="GS1"><v>1</v></c></row>"#;
    let file = xlsx_with(sheet("A1", far).as_bytes(), strings("", "x").as_bytes(), &[]);
    assert_eq!(refused(&file), FileRefusal::TooManyColumns { sheet: "Accounts".to_owned() });
}
