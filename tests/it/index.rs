//! Tests of the `index` layer at the place where it can be wrong.
