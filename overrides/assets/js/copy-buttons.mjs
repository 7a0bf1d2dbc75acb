// Material 9.8 puts each code block's copy button into a navigation without a name, one landmark
// for every block. Its script has done so before this is called, after instant navigation too.

function onlyButtons() {
  for (const navigation of document.querySelectorAll("pre > nav")) navigation.role = "none";
}

if (globalThis.document$) globalThis.document$.subscribe(onlyButtons);
