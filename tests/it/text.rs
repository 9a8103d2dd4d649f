//! Tests of the `text` layer at the place where it can be wrong.
