"""What a control's label means and which words confuse: explainable rules over one lexicon a language."""
