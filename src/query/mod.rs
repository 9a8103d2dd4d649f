//! The query language: lexer, tree with spans, printer, faults. Knows no index.
