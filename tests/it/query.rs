//! Tests of the `query` layer at the place where it can be wrong.
