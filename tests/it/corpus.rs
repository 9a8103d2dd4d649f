//! Tests of the `corpus` layer at the place where it can be wrong.

mod cases;
mod limits;
mod walking;
