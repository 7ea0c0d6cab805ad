// Going back to a form's answer is a browser error. With this address, the browser asks for the page again.
history.replaceState(null, '', location.href);
