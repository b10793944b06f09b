//! A server for the files of a folder, on this machine only.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use tiny_http::{Header, Method, Request, Response};

/// How many ports after the wanted one are tried.
const TRIES: u16 = 20;

/// A folder and the address it is served under, which begins and ends with a slash.
pub struct Mount {
    address: &'static str,
    folder: PathBuf,
}

impl Mount {
    /// Serves the folder under that address.
    pub fn new(address: &'static str, folder: PathBuf) -> Self {
        Self { address, folder }
    }
}

/// A running server; the first mount that an address fits is asked.
pub struct Server {
    http: tiny_http::Server,
    port: u16,
    mounts: Vec<Mount>,
}

impl Server {
    /// Takes the port, or the next free one.
    pub fn start(port: u16, mounts: Vec<Mount>) -> Result<Self> {
        for port in port..=port.saturating_add(TRIES) {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            if let Ok(http) = tiny_http::Server::http(address) {
                return Ok(Self { http, port, mounts });
            }
        }
        bail!("port {port} and the {TRIES} after it are in use; choose another with --port")
    }

    /// The address of the root, with its slash.
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// Answers requests for ever.
    pub fn run(&self) -> Result<()> {
        for request in self.http.incoming_requests() {
            // A browser that goes away in mid-answer is none of our concern.
            let _ = self.answer(request);
        }
        Ok(())
    }

    fn answer(&self, request: Request) -> std::io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(Response::empty(405));
        }
        let file = self.file_for(request.url()).and_then(|path| Some((content_type(&path), File::open(&path).ok()?)));
        let Some((kind, file)) = file else {
            return request.respond(Response::from_string("not found\n").with_status_code(404));
        };
        let mut response = Response::from_file(file);
        // A rebuilt page must be seen at the next reload.
        for (name, value) in [("Content-Type", kind), ("Cache-Control", "no-cache")] {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        request.respond(response)
    }

    /// The file that a request means, if it lies in a served folder.
    fn file_for(&self, url: &str) -> Option<PathBuf> {
        let path = percent_decoded(url.split(['?', '#']).next()?)?;
        let (mount, rest) = self.mounts.iter().find_map(|mount| Some((mount, path.strip_prefix(mount.address)?)))?;
        let relative = Path::new(rest);
        // No way up and no other root: only what lies below the folder.
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let mut file = mount.folder.join(relative);
        if file.is_dir() {
            file.push("index.html");
        }
        file.is_file().then_some(file)
    }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        // Browsers compile a module while it loads only under its own type.
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::sync::Arc;

    use super::*;

    fn get(port: u16, path: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("server is up");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("request is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answer is text");
        answer
    }

    #[test]
    fn serves_its_folders_and_nothing_else() -> Result<()> {
        let base = std::env::temp_dir().join(format!("clausemark-serve-{}", std::process::id()));
        fs::create_dir_all(base.join("www/a b"))?;
        fs::create_dir_all(base.join("pages"))?;
        fs::write(base.join("www/index.html"), "sandbox")?;
        fs::write(base.join("www/a b/x.wasm"), "module")?;
        fs::write(base.join("pages/demo.html"), "boxes")?;
        fs::write(base.join("secret.txt"), "secret")?;
        let server = Arc::new(Server::start(
            8600,
            vec![Mount::new("/pages/", base.join("pages")), Mount::new("/", base.join("www"))],
        )?);
        let running = Arc::clone(&server);
        std::thread::spawn(move || running.run());

        assert!(get(server.port, "/").contains("sandbox"));
        assert!(get(server.port, "/pages/demo.html?x=1").contains("boxes"));
        let module = get(server.port, "/a%20b/x.wasm");
        assert!(module.contains("Content-Type: application/wasm"));
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "//etc/hostname", "/none", "/%f"] {
            assert!(get(server.port, path).starts_with("HTTP/1.1 404"), "{path}");
        }
        fs::remove_dir_all(&base)?;
        Ok(())
    }
}
