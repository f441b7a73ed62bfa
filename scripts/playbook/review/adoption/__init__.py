"""Many repositories against the standards: the measure that a lead shows. It counts repositories, never people."""
