#!/bin/sh
# Cuts the bundled font out of DejaVu Sans 2.37 (Debian: fonts-dejavu-core, fonttools).
# Run it again after adding characters here; the result is committed, so no build needs this.
set -eu
cd "$(dirname "$0")/../resources/org/palaestra/view"

ascii_and_latin="U+0020-007E,U+00A0-017F"
marks="U+0300-0304,U+0307,U+0308,U+030A,U+030C"
greek="U+0370-03FF"
dotted="U+1E02,U+1E03,U+1E0A,U+1E0B,U+1E1E,U+1E1F,U+1E22,U+1E23,U+1E40,U+1E41,U+1E44,U+1E45"
dotted="$dotted,U+1E56-1E59,U+1E60,U+1E61,U+1E6A,U+1E6B,U+1E86,U+1E87,U+1E8A-1E8F"
punctuation="U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+203E,U+2044,U+20AC"
indices="U+1D40,U+1D43,U+1D47,U+1D48,U+1D4F,U+1D50,U+1D57,U+1D62-1D65,U+2070-208E,U+2090-209C"
letterlike="U+2102,U+2115,U+211D,U+2124"
arrows="U+2190-2199,U+21A6,U+21BA,U+21BB,U+21D0-21D5"
mathematics="U+2200,U+2202,U+2203,U+2205-220B,U+220F,U+2211-2213,U+2215,U+2217-221A,U+221D,U+221E"
mathematics="$mathematics,U+2220,U+2225,U+2227-222B,U+2234,U+2235,U+223C,U+2243,U+2245,U+2248"
mathematics="$mathematics,U+2260,U+2261,U+2264,U+2265,U+226A,U+226B,U+2282-2287,U+2295,U+2297"
mathematics="$mathematics,U+22A4,U+22A5,U+22C5,U+2308-230B,U+27E8,U+27E9"
boxes="U+2500,U+2502,U+250C,U+2510,U+2514,U+2518,U+251C,U+2524,U+252C,U+2534,U+253C,U+2550,U+2551"
blocks="U+2580-2593"
shapes="U+25A0,U+25A1,U+25B2-25C3,U+25C6,U+25C7,U+25CB,U+25CF,U+2605,U+2606,U+2660-2667,U+2713,U+2717"

pyftsubset "${1:-/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf}" \
  --unicodes="$ascii_and_latin,$marks,$greek,$dotted,$punctuation,$indices,$letterlike,$arrows,$mathematics,$boxes,$blocks,$shapes" \
  --no-hinting --layout-features='' --drop-tables+=GSUB,GPOS,GDEF,MATH,kern,gasp,FFTM \
  --notdef-outline --no-glyph-names --name-IDs=0,1,2,3,4,5,6,13,14 \
  --output-file=DejaVuSans-subset.ttf
