//! Tests of the `analysis` layer at the place where it can be wrong.
