//! From a report to bytes: terminal, JSON Lines. Knows no engine.
