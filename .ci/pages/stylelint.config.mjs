// The standard rules for what CSS means. How it is laid out is ours: a rule a
// line, ordered by component.
export default {
  extends: ["stylelint-config-standard"],
  rules: {
    "at-rule-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "comment-empty-line-before": null,
    "declaration-block-single-line-max-declarations": null,
    "declaration-empty-line-before": null,
    "rule-empty-line-before": null,
    "no-descending-specificity": null,
    "no-duplicate-selectors": null, // a component may add to what stands above
    "media-feature-range-notation": null, // browsers of 2022 do not know ranges
    "property-no-vendor-prefix": [true, { ignoreProperties: ["/text-size-adjust/", "/hyphens/"] }],
    "value-keyword-case": ["lower", { camelCaseSvgKeywords: true, ignoreProperties: ["/^--/", "font-family"], ignoreKeywords: ["A4"] }],
  },
};
