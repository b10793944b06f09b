//! Makes pictures and metadata byte by byte, so that what a test expects stands in the test.

/// A directory of TIFF values: tag, kind, how many, bytes.
pub type Entries = Vec<(u16, u16, u32, Vec<u8>)>;

/// A text.
pub fn ascii(tag: u16, text: &str) -> (u16, u16, u32, Vec<u8>) {
    let bytes = [text.as_bytes(), b"\0"].concat();
    (tag, 2, bytes.len() as u32, bytes)
}

/// A small number.
pub fn short(tag: u16, number: u16) -> (u16, u16, u32, Vec<u8>) {
    (tag, 3, 1, number.to_be_bytes().to_vec())
}

/// Fractions.
pub fn fractions(tag: u16, parts: &[(u32, u32)]) -> (u16, u16, u32, Vec<u8>) {
    let bytes = parts.iter().flat_map(|(above, below)| [above.to_be_bytes(), below.to_be_bytes()].concat()).collect();
    (tag, 5, parts.len() as u32, bytes)
}

/// Bytes of no stated kind.
pub fn opaque(tag: u16, bytes: &[u8]) -> (u16, u16, u32, Vec<u8>) {
    (tag, 7, bytes.len() as u32, bytes.to_vec())
}

/// A big-endian EXIF block.
#[derive(Debug, Default)]
pub struct Exif {
    pub main: Entries,
    pub exif: Entries,
    pub gps: Entries,
    pub thumbnail: Vec<u8>,
}

impl Exif {
    /// The block, from its TIFF header on.
    pub fn bytes(&self) -> Vec<u8> {
        let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
        let mut main = self.main.clone();
        let long = |tag, number: u32| (tag, 4u16, 1u32, number.to_be_bytes().to_vec());
        let room = |entries: &Entries| {
            let values: usize =
                entries.iter().map(|(_, _, _, v)| if v.len() > 4 { v.len().next_multiple_of(2) } else { 0 }).sum();
            2 + entries.len() * 12 + 4 + values
        };
        main.extend([long(0x8769, 0), long(0x8825, 0)]);
        let exif_at = 8 + room(&main);
        let gps_at = exif_at + room(&self.exif);
        let second_at = gps_at + room(&self.gps);
        let count = main.len();
        main[count - 2] = long(0x8769, exif_at as u32);
        main[count - 1] = long(0x8825, gps_at as u32);
        main.sort_by_key(|entry| entry.0);
        let second = vec![long(0x0201, (second_at + 2 + 24 + 4) as u32), long(0x0202, self.thumbnail.len() as u32)];
        let has_thumbnail = !self.thumbnail.is_empty();
        write(&mut block, &main, if has_thumbnail { second_at as u32 } else { 0 });
        write(&mut block, &self.exif, 0);
        write(&mut block, &self.gps, 0);
        if has_thumbnail {
            write(&mut block, &second, 0);
            block.extend(&self.thumbnail);
        }
        block
    }
}

fn write(block: &mut Vec<u8>, entries: &Entries, next: u32) {
    let mut values_at = block.len() + 2 + entries.len() * 12 + 4;
    let mut values = Vec::new();
    block.extend((entries.len() as u16).to_be_bytes());
    for (tag, kind, count, value) in entries {
        block.extend(tag.to_be_bytes());
        block.extend(kind.to_be_bytes());
        block.extend(count.to_be_bytes());
        if value.len() <= 4 {
            block.extend(value);
            block.extend(vec![0; 4 - value.len()]);
        } else {
            block.extend((values_at as u32).to_be_bytes());
            values.extend(value);
            values.resize(values.len().next_multiple_of(2), 0);
            values_at += value.len().next_multiple_of(2);
        }
    }
    block.extend(next.to_be_bytes());
    block.extend(values);
}

/// An entry that stands as given: tag, kind, how many, the value or the place of it.
pub type RawEntry = (u16, u16, u32, u32);

/// A big-endian EXIF block of directories one after the other, however little sense their entries make, and values
/// behind them. The first stands at 8, and each takes [`directory_length`].
pub fn raw_exif(directories: &[Vec<RawEntry>], values: &[u8]) -> Vec<u8> {
    let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
    for entries in directories {
        block.extend((entries.len() as u16).to_be_bytes());
        for (tag, kind, count, value) in entries {
            block.extend(
                [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value.to_be_bytes()].concat(),
            );
        }
        block.extend([0; 4]);
    }
    block.extend(values);
    block
}

/// Bytes of a directory of so many entries.
pub fn directory_length(entries: usize) -> u32 {
    2 + entries as u32 * 12 + 4
}

/// An EXIF block as a segment of a JPEG.
pub fn exif_segment(block: &[u8]) -> (u8, Vec<u8>) {
    (0xE1, [b"Exif\0\0", block].concat())
}

/// A JPEG with an EXIF block.
pub fn jpeg_with(block: &[u8]) -> Vec<u8> {
    jpeg(&[exif_segment(block)], b"")
}

/// An XMP packet with these properties as attributes, in the usual prefixes.
pub fn xmp(attributes: &str, inside: &str) -> String {
    format!(
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>\
         <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' \
         xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
         xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' \
         xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:GCamera='http://ns.google.com/photos/1.0/camera/' \
         xmlns:mwg-rs='http://www.metadataworkinggroup.com/schemas/regions/' \
         xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

/// IPTC datasets of the application record.
pub fn iptc(sets: &[(u8, &str)]) -> Vec<u8> {
    sets.iter()
        .flat_map(|(set, value)| [&[0x1C, 2, *set][..], &(value.len() as u16).to_be_bytes(), value.as_bytes()].concat())
        .collect()
}

/// A Photoshop resource without a name.
pub fn resource(number: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = [b"8BIM", &number.to_be_bytes()[..], &[0, 0], &(data.len() as u32).to_be_bytes(), data].concat();
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    bytes
}

/// A scene of flat colours: sky, ground, a house with a door.
fn scene(width: u16, height: u16) -> Vec<u8> {
    let (w, h) = (i32::from(width), i32::from(height));
    let mut pixels = Vec::new();
    for y in 0..h {
        for x in 0..w {
            let (cx, in_house) = (x - w / 2, (x - w / 2).abs() < w / 5 && y > h / 2 && y < h * 5 / 6);
            let in_roof = y > h / 4 && y <= h / 2 && cx.abs() < (y - h / 4) * w / h;
            let in_door = cx.abs() < w / 24 && y > h * 2 / 3 && y < h * 5 / 6;
            pixels.extend(match () {
                () if in_door => [0x5A, 0x3A, 0x22],
                () if in_house => [0xE6, 0xD9, 0xC3],
                () if in_roof => [0xA2, 0x4B, 0x36],
                () if y > h * 3 / 4 => [0x6B, 0x8E, 0x4E],
                () => [0x9C, 0xBE, 0xDC],
            });
        }
    }
    pixels
}

/// A JPEG of a house, without metadata.
pub fn plain_jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.encode(&scene(width, height), width, height, jpeg_encoder::ColorType::Rgb).expect("the picture is encoded");
    bytes
}

/// A JPEG with these segments behind its JFIF header, and bytes behind its end.
pub fn jpeg(segments: &[(u8, Vec<u8>)], behind: &[u8]) -> Vec<u8> {
    let plain = plain_jpeg(320, 240);
    let header = 4 + usize::from(u16::from_be_bytes([plain[4], plain[5]])) - 2 + 2;
    let mut bytes = plain[..header].to_vec();
    for (marker, data) in segments {
        bytes.extend([0xFF, *marker]);
        bytes.extend((data.len() as u16 + 2).to_be_bytes());
        bytes.extend(data);
    }
    bytes.extend(&plain[header..]);
    bytes.extend(behind);
    bytes
}

/// A PNG of four pixels with these chunks before its data and after it.
pub fn png(before: &[(&[u8; 4], Vec<u8>)], after: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    let mut put = |name: &[u8; 4], data: &[u8]| {
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(name);
        bytes.extend(data);
        bytes.extend(crc(&[name, data].concat()).to_be_bytes());
    };
    put(b"IHDR", &[0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
    before.iter().for_each(|(name, data)| put(name, data));
    let lines = [0, 200, 80, 40, 40, 80, 200, 0, 40, 200, 80, 220, 220, 60];
    put(b"IDAT", &miniz_oxide::deflate::compress_to_vec_zlib(&lines, 6));
    after.iter().for_each(|(name, data)| put(name, data));
    put(b"IEND", &[]);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| step(sum)))
}

/// The lossless picture of one pixel, as a chunk's data.
const PIXEL: &[u8] = b"\x2F\0\0\0\0\x07\xD0\xFF\xFE\xF7\xBF\xFF\x81\x88\xE8\xFF\x01\0";

/// A WebP of one pixel in the extended format, with these chunks behind it.
pub fn webp(flags: u8, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    let mut put = |name: &[u8; 4], data: &[u8]| {
        body.extend(name);
        body.extend((data.len() as u32).to_le_bytes());
        body.extend(data);
        body.resize(body.len().next_multiple_of(2), 0);
    };
    put(b"VP8X", &[flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    put(b"VP8L", PIXEL);
    chunks.iter().for_each(|(name, data)| put(name, data));
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

/// A box with its length and name.
pub fn boxed(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32 + 8).to_be_bytes()[..], name, data].concat()
}

/// A HEIC whose picture is `picture` (no real one: nothing here decodes it), with EXIF and XMP, and boxes at its end.
pub fn heic(picture: &[u8], exif: &[u8], packet: &[u8], behind: &[u8]) -> Vec<u8> {
    let ftyp = boxed(b"ftyp", b"heic\0\0\0\0mif1heic");
    let exif = [&[0; 4], exif].concat();
    let item = |id: u16, kind: &[u8; 4], rest: &[u8]| {
        boxed(b"infe", &[&[2, 0, 0, 0][..], &id.to_be_bytes(), &[0, 0], kind, b"\0", rest].concat())
    };
    let items = [item(1, b"hvc1", b""), item(2, b"Exif", b""), item(3, b"mime", b"application/rdf+xml\0\0")].concat();
    let iinf = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 3][..], &items].concat());
    let size = boxed(b"ispe", &[&[0; 4][..], &640u32.to_be_bytes(), &480u32.to_be_bytes()].concat());
    let iprp = boxed(b"iprp", &boxed(b"ipco", &size));
    let iloc = |start: usize| {
        let mut data = vec![0, 0, 0, 0, 0x44, 0, 0, 3];
        let mut at = start as u32;
        for (id, length) in [(1u16, picture.len()), (2, exif.len()), (3, packet.len())] {
            data.extend(
                [&id.to_be_bytes()[..], &[0, 0, 0, 1], &at.to_be_bytes(), &(length as u32).to_be_bytes()].concat(),
            );
            at += length as u32;
        }
        boxed(b"iloc", &data)
    };
    let meta = |start| boxed(b"meta", &[&[0; 4][..], &iinf, &iprp, &iloc(start)].concat());
    let start = ftyp.len() + meta(0).len() + 8;
    let mdat = boxed(b"mdat", &[picture, &exif, packet].concat());
    [ftyp, meta(start), mdat, behind.to_vec()].concat()
}

/// A GIF of one pixel with these blocks before its picture.
pub fn gif(blocks: &[u8]) -> Vec<u8> {
    [&b"GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0"[..], blocks, b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B"]
        .concat()
}
