//! Packed streams, unpacked only where the result stays moderate.
//!
//! A stream of a few kilobytes may unpack to gigabytes. How much a filter can gain is known, so most
//! streams pass without a look; the others are unpacked here, filter by filter, and never further
//! than to [`PDF_STREAM_BYTES_MAX`].

use std::borrow::Cow;

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Object, Stream};

use super::filters::{self, Unpacked};
use super::limits::PDF_STREAM_BYTES_MAX;

/// Returns the content of `stream`, or `None` if it is damaged or too long.
pub(super) fn unpacked<'a>(stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    let raw = stream.raw_data();
    if gain_is_moderate(&raw, stream) {
        return stream.decoded_data().ok();
    }
    let unpacked = unpack(raw, stream)?;
    // Two options of filters are rare; who uses them has whole data, or none.
    if has_options(stream.dict()) {
        return if unpacked.is_whole { stream.decoded_data().ok() } else { None };
    }
    Some(Cow::Owned(unpacked.bytes))
}

/// Tells whether `stream` unpacks to at most [`PDF_STREAM_BYTES_MAX`], whoever unpacks it.
pub(super) fn is_moderate(stream: &Stream<'_>) -> bool {
    let raw = stream.raw_data();
    // Of what is damaged others may make more than is made here.
    gain_is_moderate(&raw, stream) || unpack(raw, stream).is_some_and(|made| made.is_whole)
}

/// Tells whether the filters cannot make more than is allowed, whatever the data.
fn gain_is_moderate(raw: &[u8], stream: &Stream<'_>) -> bool {
    let gains = stream.filters().into_iter().map(|filter| filters::gain(filter).unwrap_or(1));
    let gain = gains.fold(1_u64, u64::saturating_mul);
    (raw.len() as u64).saturating_mul(gain) <= PDF_STREAM_BYTES_MAX
}

fn unpack(raw: Cow<'_, [u8]>, stream: &Stream<'_>) -> Option<Unpacked> {
    let first = Unpacked { bytes: raw.into_owned(), is_whole: true, effort: 0 };
    stream.filters().into_iter().try_fold(first, |made, filter: Filter| {
        let next = filters::unpack(filter, &made.bytes, PDF_STREAM_BYTES_MAX)?.ok()?;
        Some(Unpacked { is_whole: made.is_whole && next.is_whole, ..next })
    })
}

/// Tells whether a filter is told to work in another way than it usually does: tables are packed as
/// differences (`Predictor`), and very old LZW data widen their codes late (`EarlyChange`).
fn has_options(dict: &Dict<'_>) -> bool {
    let has = |dict: &Dict<'_>| {
        dict.get::<i32>("Predictor").is_some_and(|predictor| predictor > 1)
            || dict.get::<i32>("EarlyChange") == Some(0)
    };
    match dict.get::<Object<'_>>("DecodeParms").or_else(|| dict.get::<Object<'_>>("DP")) {
        Some(Object::Dict(options)) => has(&options),
        Some(Object::Array(options)) => dicts(&options).iter().any(has),
        _none => false,
    }
}

fn dicts<'a>(options: &Array<'a>) -> Vec<Dict<'a>> {
    options.iter::<Object<'_>>().filter_map(Object::into_dict).collect()
}
