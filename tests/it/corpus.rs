//! Tests of the `corpus` layer at the place where it can be wrong.

pub(crate) mod archives;
mod cases;
mod decoding;
mod docx;
mod languages;
mod limits;
mod mail;
mod messages;
mod odt;
pub(crate) mod office_file;
mod pdf;
mod pdf_file;
mod pdf_packed;
mod preference;
mod properties;
mod real;
mod rtf;
mod tables;
mod walking;
