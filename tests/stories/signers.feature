# language: zh-CN
功能: 加签、减签
  办理中可以另请一人签署意见：前加签先听他的，后加签在自己办完以后。时限照走，谁也不能越过被请的人。

  背景:
    假如 一个演练机关

  场景: 前加签，他没有答复以前不能签发
    当 走到 review
    当 依次办理
      | 谁    | 动作       | 内容                                                        |
      | zhang | add-signer | {"person": "zhao", "when": "before", "opinion": "请把法律关"} |
    那么 现在的环节是 sign，由 zhang、zhao 办理
    而且 zhang 办理 sign 被拒：signer-awaited
    而且 zhao 办理 return 被拒：signer-only-answers
      """
      {"reason": "不妥"}
      """
    当 依次办理
      | 谁    | 动作        | 内容                             |
      | zhao  | countersign | {"opinion": "合法性审核无异议。"} |
      | zhang | sign        | {"opinion": "发。"}              |
    那么 现在的环节是 recheck，由 chen 办理
    而且 处理单上有 zhao 的意见“合法性审核无异议。”

  场景: 后加签，自己办完才轮到他
    当 走到 check
    当 依次办理
      | 谁   | 动作       | 内容                                 |
      | wang | add-signer | {"person": "法规科", "when": "after"} |
    那么 现在的环节是 review，由 wang 办理
    当 依次办理
      | 谁   | 动作   | 内容                |
      | wang | review | {"opinion": "拟同意"} |
    那么 现在的环节是 review，由 zhao 办理
    当 依次办理
      | 谁   | 动作        | 内容                |
      | zhao | countersign | {"opinion": "同意"} |
    那么 现在的环节是 sign，由 zhang 办理

  场景: 加签人不同意，稿子退起草人
    当 走到 review
    当 依次办理
      | 谁    | 动作        | 内容                                           |
      | zhang | add-signer  | {"person": "zhao"}                             |
      | zhao  | countersign | {"verdict": "disagree", "opinion": "没有依据。"} |
    那么 现在的环节是 draft，由 li 办理

  场景: 收文的加签人不同意，批示人仍可批示
    当 依次办理
      | 谁    | 动作        | 内容                                                   |
      | chen  | register    | {"title": "关于停车收费的请示", "issuer": "甲局"}          |
      | chen  | examine     | {"answers": [true, true, true, true, true]}            |
      | wang  | propose     | {"opinion": "拟请阅示"}                                 |
      | zhang | add-signer  | {"person": "zhao", "opinion": "请提出意见"}              |
    那么 zhang 办理 instruct 被拒：signer-awaited
    当 依次办理
      | 谁    | 动作        | 内容                                           |
      | zhao  | countersign | {"verdict": "disagree", "opinion": "收费须听证。"} |
      | zhang | instruct    | {"opinion": "请先听证。"}                        |
    那么 现在的环节是 assign，由 wang 办理
    而且 处理单上有 zhao 的意见“收费须听证。”

  场景: 减签，只在对方打开以前
    当 走到 review
    当 依次办理
      | 谁    | 动作          | 内容               |
      | zhang | add-signer    | {"person": "zhao"} |
      | zhang | remove-signer | {}                 |
    那么 现在的环节是 sign，由 zhang 办理
    而且 zhang 办理 remove-signer 被拒：no-signer-added
    当 依次办理
      | 谁    | 动作       | 内容               |
      | zhang | add-signer | {"person": "zhao"} |
    当 zhao 打开公文
    那么 zhang 办理 remove-signer 被拒：no-signer-added

  场景: 办完以后把后加签的人减去，公文接着往下走
    当 走到 check
    当 依次办理
      | 谁   | 动作          | 内容                               |
      | wang | add-signer    | {"person": "zhao", "when": "after"} |
      | wang | review        | {"opinion": "拟同意"}               |
      | wang | remove-signer | {"person": "zhao"}                 |
    那么 现在的环节是 sign，由 zhang 办理

  场景: 起草人不能加签，同一人不能加两次，起草环节不加签
    当 走到 review
    那么 zhang 办理 add-signer 被拒：drafter-may-not-sign
      """
      {"person": "li"}
      """
    当 依次办理
      | 谁    | 动作       | 内容               |
      | zhang | add-signer | {"person": "zhao"} |
    那么 zhang 办理 add-signer 被拒：already-signer
      """
      {"person": "法规科"}
      """

  场景: 退回以后，尚未轮到的后加签作罢
    当 走到 check
    当 依次办理
      | 谁   | 动作       | 内容                                |
      | wang | add-signer | {"person": "zhao", "when": "after"} |
      | wang | return     | {"reason": "请补充依据", "to": "draft"} |
      | li   | submit     | {}                                  |
      | zhou | review     | {}                                  |
    那么 现在的环节是 review，由 wang 办理
    当 依次办理
      | 谁   | 动作   | 内容                |
      | wang | review | {"opinion": "拟同意"} |
    那么 现在的环节是 sign，由 zhang 办理

  场景: 加签以后前一人不能再撤回，时限照走
    当 走到 review
    当 记下截止时间
    当 依次办理
      | 谁    | 动作       | 内容               |
      | zhang | add-signer | {"person": "zhao"} |
    那么 wang 办理 recall 被拒：acted-since
    而且 截止时间没有变

  场景: 还有加签人没有答复，不能转去会签，更不能就此越过会签
    当 走到 check
    当 依次办理
      | 谁   | 动作        | 内容                                |
      | wang | add-signer  | {"person": "zhao"}                  |
      | zhao | add-signer  | {"person": "sun", "when": "after"}  |
      | zhao | countersign | {"opinion": "同意"}                 |
    那么 现在的环节是 review，由 wang、sun 办理
    而且 wang 办理 review 被拒：signer-awaited
      """
      {"countersigners": ["feng"]}
      """
    当 依次办理
      | 谁   | 动作        | 内容                        |
      | sun  | countersign | {"opinion": "同意"}         |
      | wang | review      | {"countersigners": ["feng"]} |
    那么 现在的环节是 countersign，由 feng 办理

  场景: 加签人不能停计时，也不能请延期
    当 走到 review
    当 依次办理
      | 谁    | 动作       | 内容               |
      | zhang | add-signer | {"person": "zhao"} |
    那么 zhao 办理 pause 被拒：signer-only-answers
      """
      {"ground": "鉴定"}
      """
    而且 zhao 办理 ask-extension 被拒：signer-only-answers
      """
      {"until": "2026-03-20", "reason": "再看看"}
      """

  场景: 减去的人不因前一人撤回而回来
    当 走到 check
    当 依次办理
      | 谁   | 动作          | 内容                               |
      | wang | add-signer    | {"person": "zhao"}                  |
      | wang | add-signer    | {"person": "sun", "when": "after"}  |
      | zhao | countersign   | {"opinion": "同意"}                 |
      | wang | remove-signer | {"person": "sun"}                   |
    那么 zhao 办理 recall 被拒：acted-since
    当 依次办理
      | 谁   | 动作   | 内容                |
      | wang | review | {"opinion": "拟同意"} |
    那么 现在的环节是 sign，由 zhang 办理

  场景: 代办人所加的人，本人回来可以减去
    当 走到 review
    当 依次办理
      | 谁    | 动作       | 内容                                                             |
      | zhang | stand-in   | {"person": "liu", "from": "2026-03-02", "until": "2026-03-02"} |
      | liu   | add-signer | {"person": "zhao"}                                               |
    那么 zhao 办理 remove-signer 被拒：no-signer-added
    当 依次办理
      | 谁    | 动作          | 内容 |
      | zhang | remove-signer | {}   |
    那么 现在的环节是 sign，由 zhang 办理

  场景: 没有轮到的后加签，随批示人不再等候而作罢
    当 依次办理
      | 谁    | 动作        | 内容                                                |
      | chen  | register    | {"title": "关于停车收费的请示", "issuer": "甲局"}       |
      | chen  | examine     | {"answers": [true, true, true, true, true]}         |
      | wang  | propose     | {"opinion": "拟请阅示"}                              |
      | zhang | add-signer  | {"person": "zhao"}                                  |
      | zhao  | add-signer  | {"person": "sun", "when": "after"}                  |
      | zhao  | countersign | {"verdict": "disagree", "opinion": "收费须听证。"}     |
    那么 zhao 办理 remove-signer 被拒：no-signer-added
    当 依次办理
      | 谁    | 动作       | 内容              |
      | zhang | add-signer | {"person": "sun"} |
    那么 现在的环节是 instruct，由 zhang、sun 办理

  场景: 一个人既会签又被加签，先答加签
    当 依次办理
      | 谁   | 动作       | 内容                                                                                    |
      | li   | draft      | {"title": "关于报送情况的通知", "body": "按时报送。", "to": "各科", "countersigners": ["zhao"]} |
      | li   | submit     | {}                                                                                      |
      | zhou | review     | {}                                                                                      |
      | sun  | stand-in   | {"person": "zhao", "from": "2026-03-02", "until": "2026-03-02"}                          |
      | zhao | add-signer | {"person": "sun"}                                                                       |
      | zhao | countersign | {"opinion": "财务科无意见"}                                                               |
    那么 记录写明 zhao 代 sun
    而且 现在的环节是 countersign，由 zhao 办理
