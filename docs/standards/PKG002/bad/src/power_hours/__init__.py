"""Hours of the power grid."""
