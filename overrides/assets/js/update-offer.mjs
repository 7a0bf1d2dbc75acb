// "A new version is there": said in every tab that is of an older one, until it is loaded anew or
// the reader has put it off.

let said = null; // The version that was offered.

export function offer(version) {
  if (said === version) return;
  said = version;
  document.querySelector(".ls-offer")?.remove();
  const bar = document.createElement("div");
  bar.className = "ls-offer md-typeset";
  bar.setAttribute("role", "status");
  document.body.append(bar); // Before its words, so that they are read out.
  const words = document.createElement("p");
  words.textContent = "There is a new version of this site.";
  bar.append(words, button("Reload", () => location.reload()), button("Later", () => bar.remove()));
}

function button(label, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "ls-button", textContent: label });
  made.addEventListener("click", act);
  return made;
}
