//! The options of the commands that print clauses, and the outputs they name.

use std::io;

use clap::{Args, ValueEnum};

use super::failure::{Failure, Misuse};
use super::output::{self, ColorWhen, parse_width};
use crate::render::{
    Bibtex, Column, Csv, Files, Html, JsonLines, Markdown, Renderer, Template, Terminal,
    Terminator, Unit, column,
};

/// How clauses are printed.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(crate) struct ResultsArguments {
    /// The form of the results
    #[arg(long, value_name = "FORM", default_value = "terminal")]
    pub(crate) format: ResultsFormat,
    /// Of each clause only these, for json and csv: symbol,clause,text
    #[arg(long, value_name = "NAMES", value_delimiter = ',', conflicts_with = "template")]
    fields: Vec<String>,
    /// A line per clause in your own form: '{symbol} {clause}: {text}'
    #[arg(long, value_name = "TEXT", conflicts_with = "format")]
    pub(crate) template: Option<String>,
    /// Print only the paths of the files, each once
    #[arg(long, conflicts_with_all = ["format", "template", "fields"])]
    pub(crate) files: bool,
    /// End paths and templates with NUL instead of a line end, for xargs -0
    #[arg(short = '0', long)]
    null: bool,
    /// Columns of a line [default: those of the terminal, at most 120]
    #[arg(long, value_name = "N", value_parser = parse_width, allow_negative_numbers = true)]
    pub(crate) width: Option<usize>,
    /// Never hand long results to $PAGER
    #[arg(long)]
    no_pager: bool,
}

/// The form of clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResultsFormat {
    /// For people
    Terminal,
    /// JSON Lines, one object per line, for other programs
    Json,
    /// Comma-separated values with a heading, for spreadsheets
    Csv,
    /// Quotations for notes and papers
    Markdown,
    /// One page that stands by itself
    Html,
    /// An entry per resolution, for reference managers
    Bibtex,
}

/// Who the results are for, which decides what one of them is and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// A person who reads resolution by resolution.
    Reader,
    /// A program that takes every clause by itself.
    Program,
    /// A list of files or documents, of which none may be missing.
    List,
}

impl ResultsArguments {
    pub(crate) fn audience(&self) -> Audience {
        if self.files {
            return Audience::List;
        }
        if self.template.is_some() {
            return Audience::Program;
        }
        match self.format {
            ResultsFormat::Terminal | ResultsFormat::Markdown | ResultsFormat::Html => {
                Audience::Reader
            }
            ResultsFormat::Json | ResultsFormat::Csv => Audience::Program,
            ResultsFormat::Bibtex => Audience::List,
        }
    }

    /// Tells whether the results may go through a pager: those that people read.
    pub(crate) fn is_paged(&self) -> bool {
        !self.no_pager && self.is_for_terminal()
    }

    /// Tells whether the results are laid out for a terminal.
    pub(crate) fn is_for_terminal(&self) -> bool {
        self.format == ResultsFormat::Terminal && self.template.is_none() && !self.files
    }

    /// Returns the renderer that was asked for; a line of JSON stands for a `unit`.
    pub(crate) fn renderer(
        &self,
        unit: Unit,
        color: ColorWhen,
    ) -> Result<Box<dyn Renderer>, Failure> {
        let terminator = if self.null { Terminator::Nul } else { Terminator::Line };
        let columns = self.columns()?;
        if self.files {
            return Ok(Box::new(Files::new(terminator)));
        }
        if let Some(template) = &self.template {
            let template = Template::parse(template, terminator);
            return Ok(Box::new(template.map_err(|faults| Failure::Template { faults })?));
        }
        if self.null {
            return Err(Failure::Misuse(Misuse::NullAlone));
        }
        let is_for_rows = matches!(self.format, ResultsFormat::Json | ResultsFormat::Csv);
        if !columns.is_empty() && !is_for_rows {
            return Err(Failure::Misuse(Misuse::FieldsAlone));
        }
        Ok(match self.format {
            ResultsFormat::Terminal => {
                let layout = output::layout_of(&io::stdout(), color, self.width);
                Box::new(Terminal::new(layout))
            }
            ResultsFormat::Json => Box::new(JsonLines::new(unit).with_columns(&columns)),
            ResultsFormat::Csv => Box::new(Csv::new(&columns)),
            ResultsFormat::Markdown => Box::new(Markdown),
            ResultsFormat::Html => Box::new(Html),
            ResultsFormat::Bibtex => Box::new(Bibtex::default()),
        })
    }

    fn columns(&self) -> Result<Vec<Column>, Failure> {
        let mut faults = Vec::new();
        let read = self.fields.iter().map(|name| column(name).map_err(|fault| faults.push(fault)));
        let columns = read.filter_map(Result::ok).collect();
        if faults.is_empty() { Ok(columns) } else { Err(Failure::Template { faults }) }
    }
}
