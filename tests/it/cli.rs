//! Tests of the `cli` layer at the place where it can be wrong.
