//! Tests of the `schema` layer at the place where it can be wrong.
