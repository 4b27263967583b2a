
// Keeps what is typed in the page itself, so that a saved page has it; and lets fields grow where the browser does not.
(function () {
  "use strict";
  var grows = window.CSS && CSS.supports && CSS.supports("field-sizing", "content");
  document.addEventListener("input", function (event) {
    var field = event.target;
    if (field.type === "checkbox") {
      if (field.checked) field.setAttribute("checked", "");
      else field.removeAttribute("checked");
    } else if (field.tagName === "TEXTAREA") {
      field.textContent = field.value;
      if (!grows && field.scrollHeight > field.clientHeight) field.style.height = field.scrollHeight + "px";
    } else if (field.tagName === "INPUT") {
      field.setAttribute("value", field.value);
      if (!grows && field.value.length > field.size) field.size = field.value.length + 2;
    }
  });
})();
