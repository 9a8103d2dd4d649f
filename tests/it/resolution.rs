//! Tests of the `resolution` layer at the place where it can be wrong.
