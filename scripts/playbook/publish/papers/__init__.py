"""The papers of a workshop, made from its kit: slides, handout, run sheet and record, as pages and as PDF.

Participants' papers take their words from the kit and never from what stands under `facilitator` in it.
"""
