//! Index fields read from `index-schema/schema.toml`; clause to stored document and back.
