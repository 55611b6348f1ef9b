// A photo goes out no larger than it is kept: 2,000 pixels, which spares the teacher's data. Where a browser cannot, and
// without this file, it goes as it is.
"use strict";
window.Photos = (() => {
  const LARGEST = 2000;
  async function smaller(file) {
    if (!file.type.startsWith("image/") || file.size < 400_000 || !window.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
      const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.85); });
      return made && made.size < file.size ? new File([made], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
    } catch {
      return file;
    }
  }

  // A form the browser itself sends: it is held while its photo shrinks, then goes by the button that was pressed.
  async function shrinkIn(form) {
    const input = form.querySelector("input[type=file]");
    const [file] = input.files;
    const sent = await smaller(file);
    if (sent === file) return;
    const files = new DataTransfer();
    files.items.add(sent);
    input.files = files.files;
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-shrinks]") || !form.querySelector("input[type=file]")?.files.length) return;
    if (form.dataset.shrinks === "done") return;
    event.preventDefault();
    if (form.dataset.shrinks === "busy") return; // pressed twice
    form.dataset.shrinks = "busy";
    shrinkIn(form).catch(() => {}).then(() => {
      form.dataset.shrinks = "done";
      form.requestSubmit(event.submitter);
      form.dataset.shrinks = ""; // back here by the browser's button, with another photo
    });
  });
  return { smaller };
})();
