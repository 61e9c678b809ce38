# language: zh-CN
功能: 发文
  起草、核稿、会签、审核、签发、复核、编号、印制、用印、核发、归档，谁起草谁不得审签。

  背景:
    假如 一个演练机关

  场景: 两科同时会签，一路到归档
    当 依次办理
      | 谁    | 动作        | 内容                                                                        |
      | li    | draft       | {"title": "关于报送情况的通知", "body": "一、要求", "to": ["甲县", "乙县"]}    |
      | li    | submit      | {"countersigners": ["财务科", "法规科"], "order": "together"}                |
      | zhou  | review      | {}                                                                          |
    那么 现在的环节是 countersign，由 sun、zhao 办理
    当 依次办理
      | 谁    | 动作        | 内容                  |
      | zhao  | countersign | {"opinion": "同意。"} |
      | sun   | countersign | {"opinion": "同意。"} |
      | wang  | review      | {"opinion": "拟同意"} |
      | zhang | sign        | {"opinion": "发。"}   |
      | chen  | recheck     | {}                    |
      | chen  | number      | {}                    |
      | chen  | print       | {"copies": 10}        |
      | chen  | seal        | {}                    |
      | chen  | issue       | {}                    |
      | chen  | receive     | {"addressee": "甲县"} |
      | zheng | archive     | {}                    |
    那么 公文已归档
    而且 文号是 办发〔2026〕1号
    而且 保存的公文与印制时的摘要一致

  场景: 依次会签，一个办完才轮到下一个
    当 依次办理
      | 谁   | 动作        | 内容                                                  |
      | li   | draft       | {"title": "关于停车的通知", "body": "正文", "to": "各科"} |
      | li   | submit      | {"countersigners": ["zhao", "sun"], "order": "in-turn"} |
      | zhou | review      | {}                                                    |
    那么 现在的环节是 countersign，由 zhao 办理
    当 依次办理
      | 谁   | 动作        | 内容                |
      | zhao | countersign | {"opinion": "同意"} |
    那么 现在的环节是 countersign，由 sun 办理

  场景: 任一会签，一人同意即可
    当 依次办理
      | 谁   | 动作        | 内容                                                |
      | li   | draft       | {"title": "关于停车的通知", "body": "正文", "to": "各科"} |
      | li   | submit      | {"countersigners": ["zhao", "sun"], "order": "any"} |
      | zhou | review      | {}                                                  |
      | sun  | countersign | {"opinion": "同意"}                                  |
    那么 现在的环节是 review，由 wang 办理

  场景: 一科不同意，其余会签取消，立即退起草人
    当 依次办理
      | 谁   | 动作        | 内容                                                |
      | li   | draft       | {"title": "关于停车的通知", "body": "正文", "to": "各科"} |
      | li   | submit      | {"countersigners": ["zhao", "sun"]}                 |
      | zhou | review      | {}                                                  |
      | zhao | countersign | {"verdict": "disagree", "opinion": "没有依据。"}      |
    那么 现在的环节是 draft，由 li 办理

  场景: 没有会签单位时，会签环节跳过并记录在案
    当 依次办理
      | 谁   | 动作   | 内容                                                |
      | li   | draft  | {"title": "关于值班的通知", "body": "正文", "to": "各科"} |
      | li   | submit | {}                                                  |
      | zhou | review | {}                                                  |
    那么 现在的环节是 review，由 wang 办理
    而且 记录写明跳过了 countersign

  场景: 科长自己起草的稿子由上级核
    当 依次办理
      | 谁   | 动作   | 内容                                                |
      | zhou | draft  | {"title": "关于值班的通知", "body": "正文", "to": "各科"} |
      | zhou | submit | {}                                                  |
    那么 现在的环节是 check，由 zhang 办理
    而且 zhou 办理 review 被拒：drafter-may-not-sign

  场景大纲: 上行文的规矩
    当 依次办理
      | 谁   | 动作  | 内容   |
      | qian | draft | <稿子> |
    那么 qian 办理 submit 被拒：<理由>

    例子:
      | 稿子                                                                                  | 理由                |
      | {"title": "情况报告", "kind": "报告", "body": "特此报告。妥否，请批示。", "to": "省政府"} | request-in-report   |
      | {"title": "请示", "kind": "请示", "body": "请批示。", "to": ["省政府", "省委"]}          | several-addressees  |
      | {"title": "请示", "kind": "请示", "body": "请批示。", "to": "省政府", "cc": "财务科"}    | upward-copied-down  |
      | {"title": "空稿", "to": "省政府"}                                                       | field-missing       |

  场景: 请示由主要负责人签发
    当 依次办理
      | 谁   | 动作   | 内容                                                              |
      | qian | draft  | {"title": "关于资金的请示", "kind": "请示", "body": "请批示。", "to": "省政府"} |
      | qian | submit | {}                                                                |
      | sun  | review | {}                                                                |
      | wang | review | {}                                                                |
    那么 现在的环节是 sign，由 liu 办理

  场景: 复核发现实质性修改，退回签发人重签，文号按最后一次签发的年份
    假如 时间是 2026-12-31T16:00:00+08:00
    当 依次办理
      | 谁    | 动作    | 内容                                                |
      | li    | draft   | {"title": "关于值班的通知", "body": "正文", "to": "各科"} |
      | li    | submit  | {}                                                  |
      | zhou  | review  | {}                                                  |
      | wang  | review  | {}                                                  |
      | zhang | sign    | {}                                                  |
      | chen  | recheck | {"substantive": true}                               |
    那么 现在的环节是 sign，由 zhang 办理
    假如 时间是 2027-01-04T09:00:00+08:00
    当 依次办理
      | 谁    | 动作    | 内容 |
      | zhang | sign    | {}   |
      | chen  | recheck | {}   |
      | chen  | number  | {}   |
    那么 文号是 办发〔2027〕1号

  场景: 未签发不得编号
    当 依次办理
      | 谁   | 动作   | 内容                                                |
      | li   | draft  | {"title": "关于值班的通知", "body": "正文", "to": "各科"} |
      | li   | submit | {}                                                  |
    那么 chen 办理 number 被拒：not-your-task

  场景: 新簿可以从任一号开始，须写明依据，此后不重不漏
    当 走到 recheck
    那么 chen 办理 number 被拒：field-missing
      """
      {"start": 37}
      """
    当 依次办理
      | 谁   | 动作   | 内容                                        |
      | chen | number | {"start": 37, "ground": "接续纸质登记簿"} |
    那么 文号是 办发〔2026〕37号
    当 走到 number
    那么 文号是 办发〔2026〕38号

  场景: 作废的号留在簿上，再编取下一个号
    当 走到 number
    而且 依次办理
      | 谁   | 动作        | 内容               |
      | chen | void-number | {"reason": "错号"} |
      | chen | number      | {}                 |
    那么 文号是 办发〔2026〕2号
