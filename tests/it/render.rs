//! Tests of the `render` layer at the place where it can be wrong.
