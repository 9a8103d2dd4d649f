//! Search-quality figures from judgement files.
