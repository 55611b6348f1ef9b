// Passkeys (khoá đăng nhập): shown only where the browser has them; what went wrong is said in words.
"use strict";
const FORMS = { add: "addForm", authenticate: "authenticateForm", login: "loginForm" };

for (const button of document.querySelectorAll("button[data-key]")) {
  if (!window.PublicKeyCredential) continue;
  const { key, credential, passwordless, data } = button.dataset;
  window.allauth.webauthn.forms[FORMS[key]]({ ids: { [key]: button.id, credential, passwordless, data } });
  button.closest("[data-needs-keys]").hidden = false;
}

for (const place of document.querySelectorAll("[data-without-keys]")) {
  place.hidden = Boolean(window.PublicKeyCredential);
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("#khoa-loi");
  const given = event.detail.exception?.name === "NotAllowedError" || event.detail.exception?.name === "AbortError";
  place.textContent = given ? "Chưa nhận được khoá: có thể thầy cô vừa bấm huỷ, hoặc đã quá lâu. Xin thử lại." : "Chưa dùng được khoá trên máy này. Thầy cô vẫn đăng nhập được bằng mật khẩu.";
  place.hidden = false;
});
