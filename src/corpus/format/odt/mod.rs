//! OpenDocument texts (`.odt`, ISO/IEC 26300).
//!
//! ```text
//! styles --styles, lists--> what paragraphs and lists refer to
//! content --walk--> blocks
//! ```

mod lists;
mod styles;
mod walk;

use self::styles::Styles;
use self::walk::{Walk, header_lines};
use super::Reading;
use super::office::{Package, child, furniture, tree};
use crate::corpus::OfficeError;

/// Where the text of a document stands.
pub(super) const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// The part that holds a document protected as a whole.
const PROTECTED: &str = "encrypted-package";

/// Returns the blocks of an OpenDocument text.
///
/// # Errors
///
/// When the file is damaged or protected, or a part of it is too large or no XML.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, OfficeError> {
    let mut package = Package::open(bytes)?;
    let manifest = package.text(MANIFEST)?.unwrap_or_default();
    // A protected part is listed with how it was encrypted.
    if package.has(PROTECTED) || manifest.contains(":encryption-data") {
        return Err(OfficeError::Password);
    }
    let text = package.text(CONTENT)?.ok_or(OfficeError::Damaged)?;
    let mut styles = Styles::default();
    let mut lines = Vec::new();
    if let Some(text) = package.text(STYLES)? {
        let xml = tree(&text)?;
        styles.add(xml.root_element());
        lines = header_lines(xml.root_element());
    }
    let xml = tree(&text)?;
    let root = xml.root_element();
    styles.add(root);
    let mut walk = Walk::new(&styles);
    if let Some(body) = child(root, "body") {
        walk.body(body);
    }
    let mut reading = walk.composer.finish();
    furniture::keep_symbol(&mut reading.blocks, &lines);
    Ok(reading)
}
