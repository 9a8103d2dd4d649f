//! Tests that run the commands the README shows.
