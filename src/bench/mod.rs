//! Index-build measurements as a product.
