"""Type, layout and house style; what a chart draws is set as SVG, PNG and PDF."""
