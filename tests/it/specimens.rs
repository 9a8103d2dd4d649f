//! Tests over the project's own `corpus/`.
