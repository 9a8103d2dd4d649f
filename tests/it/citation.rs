//! Tests of the `citation` layer at the place where it can be wrong.
