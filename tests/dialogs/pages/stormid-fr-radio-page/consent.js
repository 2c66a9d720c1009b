CookieBanner({
  secure: false,
  policyURL: "settings.html#preferences",
  savedMessage: "Vos choix sont enregistrés.",
  types: {
    performance: { title: "Mesure d'audience", description: "Compter les visites.", labels: { yes: "Vos visites sont comptées", no: "Vos visites ne sont pas comptées" }, fns: [] },
    ads: { title: "Publicité", description: "Montrer des annonces.", labels: { yes: "Des annonces vous sont adressées", no: "Les annonces ne sont pas choisies pour vous" }, fns: [] },
  },
  bannerTemplate: (model) => `<section role="dialog" aria-label="Cookies" class="${model.classNames.banner}" style="background:#eee;padding:1em">
    <p>Nous utilisons des cookies pour mesurer l'audience et pour la publicité.</p>
    <button type="button" class="${model.classNames.acceptBtn}">Tout accepter</button>
    <a class="${model.classNames.optionsBtn}" href="${model.policyURL}">Vos options</a>
  </section>`,
  formTemplate: (model) => `<form id="preferences" class="${model.settings.classNames.form}" novalidate>
    ${Object.keys(model.settings.types).map((type) => `<fieldset class="${model.settings.classNames.fieldset}">
      <legend>${model.settings.types[type].title}</legend>
      ${[[1, "yes", "Je suis d'accord"], [0, "no", "Non merci"]].map(([value, key, text]) => `<p><label>
        <input class="${model.settings.classNames.field}" type="radio" name="privacy-${type}" value="${value}" ${model.consent[type] === value ? "checked" : ""}>
        ${text} <small>${model.settings.types[type].labels[key]}</small></label></p>`).join("")}
    </fieldset>`).join("")}
    <button class="${model.settings.classNames.submitBtn}"${Object.keys(model.consent).length !== Object.keys(model.settings.types).length ? " disabled" : ""}>Enregistrer mes choix</button>
  </form>`,
});
