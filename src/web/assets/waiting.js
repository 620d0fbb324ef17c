// What was typed and is not saved yet: sent with a key of its own, so that sending it again does
// nothing twice. When the session is over, or somebody else has signed in, the page says so, keeps
// everything, and goes on by itself once its person has signed in again in another tab.

const SIGN_IN = "/dang-nhap?tiep=/dang-nhap/xong";

/** A key for one act; it begins with the mark of the person for whom the page was made. */
export function key(form) {
  const owner = (form.elements.khoa?.value ?? "").split(".")[0];
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const chance = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return owner ? `${owner}.${chance}` : chance;
}

/**
 * Sends an act. `answer` is what the server said; without one `waits` says why in words, and the
 * same body is to be sent again.
 */
export async function post(address, body) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    if (response.status >= 500) throw new Error(String(response.status));
  } catch {
    return { waits: "Chưa lưu, mất mạng; sẽ tự lưu lại" };
  }
  if (response.type === "opaqueredirect" || response.status === 401) {
    askToSignIn("Phiên làm việc đã hết. Phần vừa gõ vẫn còn trên trang này.");
    return { waits: "Chưa lưu: phiên làm việc đã hết. Xin đăng nhập lại." };
  }
  try {
    const answer = await response.json();
    if (answer.refusals?.some((refusal) => refusal.code === "other_person")) {
      askToSignIn("Người đang đăng nhập không phải người đã mở trang này. Chưa lưu gì.");
      return { waits: "Chưa lưu: người đăng nhập là người khác." };
    }
    tellNoMore();
    return { answer };
  } catch {
    return { waits: "Chưa lưu, mất mạng; sẽ tự lưu lại" };
  }
}

/** Calls `again` whenever what waits may be sent: the network is back, the tab is looked at. */
export function whenBack(again) {
  addEventListener("online", again);
  addEventListener("focus", again);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") again();
  });
}

const place = () => document.querySelector("[data-waits]");

function askToSignIn(words) {
  const standing = place();
  if (standing) {
    standing.querySelector("strong").textContent = words;
    return;
  }
  const told = document.createElement("div");
  told.className = "waits";
  told.dataset.waits = "";
  told.setAttribute("role", "alert");
  const says = document.createElement("strong");
  says.textContent = words;
  const link = document.createElement("a");
  link.href = SIGN_IN;
  link.target = "_blank";
  link.textContent = "Đăng nhập lại ở thẻ mới";
  told.append(says, " ", link, ", rồi quay về đây: trang tự lưu tiếp.");
  document.querySelector("main").prepend(told);
}

function tellNoMore() {
  place()?.remove();
}
