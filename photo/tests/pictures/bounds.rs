//! Files made to cost: each gets its answer within a second.

use std::time::{Duration, Instant};

use clausemark_photo::{Field, ProblemKind, read_photo, strip_photo};

use crate::make::{boxed, jpeg, plain_jpeg, png, xmp};
use crate::reading::read_in_ranges;
use crate::{fields, samples};

const SECOND: Duration = Duration::from_secs(1);

/// Does the work at most three times, until once it takes less than a second: others may want the machine, too.
fn within_a_second<T>(what: &str, work: impl Fn() -> T) -> T {
    let mut took = Vec::new();
    loop {
        let start = Instant::now();
        let made = work();
        took.push(start.elapsed());
        if took.last().is_some_and(|time| *time < SECOND) {
            return made;
        }
        assert!(took.len() < 3, "{what} took {took:?}");
    }
}

#[test]
fn a_photo_of_200_mb_costs_its_metadata() {
    let plain = plain_jpeg(320, 240);
    let exif = [b"Exif\0\0", &*samples::phone_exif().bytes()].concat();
    let mut bytes = jpeg(&[(0xE1, exif)], b"");
    bytes.truncate(bytes.len() - 2);
    bytes.resize(200 * 1024 * 1024, plain[plain.len() / 2] & 0x7F);
    bytes.extend([0xFF, 0xD9]);
    let (report, asked) = within_a_second("reading in ranges", || read_in_ranges(&bytes));
    assert!(report.gives.iter().any(|trace| trace.field == Field::Coordinates) && report.problem.is_none());
    assert!(asked <= 256 * 1024, "{asked} bytes were asked for");
}

#[test]
fn a_large_file_that_must_be_walked_through_is_given_up() {
    // Every chunk of 8 KiB would have to be asked for.
    let mut bytes = png(&[(b"tEXt", b"Author\0erin.whitcomb".to_vec())], &[]);
    bytes.truncate(bytes.len() - 12);
    let chunk = [&8192u32.to_be_bytes()[..], b"IDAT", &[0; 8192], &[0; 4]].concat();
    bytes.extend(chunk.repeat(5000));
    let (report, asked) = within_a_second("walking", || read_in_ranges(&bytes));
    assert_eq!(report.problem.expect("a problem").kind, ProblemKind::TooLarge);
    assert_eq!(report.gives[0].value, "erin.whitcomb");
    assert!(asked <= 17 * 1024 * 1024);
}

#[test]
fn packed_text_grows_to_a_bound_only() {
    // 400 MB of blanks in 400 kB.
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 100 << 20], 1);
    let text = [b"Comment\0\0", &*bomb].concat();
    let bytes = png(&[(b"zTXt", text), (b"tEXt", b"Author\0erin.whitcomb".to_vec())], &[]);
    let report = within_a_second("unpacking", || read_photo(&bytes, None));
    assert!(report.gives.iter().any(|trace| trace.value == "erin.whitcomb"));
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    let packet = format!("{bomb}{}", xmp("", "<dc:title>&b;&b;Porch</dc:title>"));
    let bytes = jpeg(&[(0xE1, [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat())], b"");
    let report = within_a_second("reading", || read_photo(&bytes, None));
    assert_eq!(report.gives[0].value, "Porch");
}

#[test]
fn lengths_that_lie_are_not_believed() {
    let huge = [b"\0\0\0\x01mdat", &u64::MAX.to_be_bytes()[..], b"rest"].concat();
    let heif = [boxed(b"ftyp", b"heic\0\0\0\0mif1heic"), huge].concat();
    let lying_png = b"\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xFFIHDR".to_vec();
    let lying_webp = b"RIFF\xFF\xFF\xFF\xFFWEBPVP8X\xFF\xFF\xFF\xFF".to_vec();
    let exif_of_many = b"MM\0\x2A\0\0\0\x08\xFF\xFF\x01\x0F\0\x02\xFF\xFF\xFF\xFF\0\0\0\x10".to_vec();
    for bytes in [heif, lying_png, lying_webp, jpeg(&[(0xE1, [b"Exif\0\0", &*exif_of_many].concat())], b"")] {
        within_a_second("a lie", || (read_photo(&bytes, None), strip_photo(&bytes).is_ok()));
    }
}

#[test]
fn many_small_parts_cost_no_more_than_their_bytes() {
    let attributes: String = (0..20_000).map(|n| format!("dc:a{n}='' ")).collect();
    let names: String = (0..5_000).map(|n| format!("xmlns:n{n}='urn:{n}' ")).collect();
    let packet = xmp(&(names + &attributes), "<dc:title>Porch</dc:title>");
    let bytes = png(&[(b"iTXt", [b"XML:com.adobe.xmp\0\0\0\0\0", packet.as_bytes()].concat())], &[]);
    assert_eq!(within_a_second("reading", || fields(&bytes)), [Field::Title]);
    let boxes = [boxed(b"ftyp", b"heic\0\0\0\0mif1heic"), boxed(b"free", b"").repeat(1 << 20)].concat();
    within_a_second("walking", || (read_photo(&boxes, None), strip_photo(&boxes).is_ok()));
}
