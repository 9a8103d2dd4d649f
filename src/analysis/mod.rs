//! Token chains for the engine, built from `index-schema/chains.toml`.
