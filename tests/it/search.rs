//! Tests of the `search` layer at the place where it can be wrong.
